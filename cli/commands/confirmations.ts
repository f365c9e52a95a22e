import { Command, Option } from 'commander';
import { startConfirmation } from '@/lib/confirmations/confirmations';
import { getConfirmation } from '@/lib/confirmations/get-confirmation';
import type { Confirmation } from '@/lib/confirmations/model';
import { PlimsollError } from '@/lib/core/errors';
import { plural } from '@/lib/core/number';
import { GATE_EXIT_CODES } from '@/lib/export/gates';
import type { CommandResult } from '../command-result';
import { COMPARISON_COLUMNS, changeRows } from '../comparison-report';
import { followQueuedRun } from '../follow-job';
import { writeJson } from '../json-text';
import { CONFIRM_HOST, duration, percentage, wholeNumber } from '../option-values';
import { textTable } from '../text-table';
import { commanded, withStore } from '../with-store';

interface ConfirmOptions {
  pairs: number;
  duration?: number;
  margin: number;
  confirmHost?: string;
  json?: string;
  failOn?: 'worse';
}

export function confirmCommand(result: CommandResult): Command {
  const run = wholeNumber(1, 999_999_999);
  return new Command('confirm')
    .description('confirm a comparison with interleaved repeats (A B B A)')
    .argument('<base>', 'number of run A', run)
    .argument('<candidate>', 'number of run B', run)
    .option('--pairs <n>', 'number of repeats of each run', wholeNumber(2, 20), 4)
    .option(
      '--duration <time>',
      'duration of each repeat, for example 1m; default: as in the original',
      duration,
    )
    .option('--margin <percent>', 'ignore changes smaller than this', percentage, 0.05)
    .option(...CONFIRM_HOST)
    .option('--json <file>', 'write the result as JSON')
    .addOption(
      new Option('--fail-on <verdict>', 'exit with code 5 on this verdict').choices(['worse']),
    )
    .action(async (base: number, candidate: number, options: ConfirmOptions) => {
      await withStore(async (store) => {
        const { pairs, margin, duration: durationMs } = options;
        const input = { base, candidate, pairs, margin, durationMs };
        const { id } = await commanded(store, 'confirmation.start', (within, asked) =>
          startConfirmation(within, { ...input, confirmHost: asked ?? options.confirmHost }),
        );
        for (const { number } of (await getConfirmation(store, id))?.repeats ?? [])
          await followQueuedRun(store, number);
        const confirmation = await getConfirmation(store, id);
        if (confirmation === undefined)
          throw new PlimsollError('not-found', `Confirmation ${id} was deleted.`);
        if (options.json !== undefined) writeJson(options.json, confirmation);
        console.log(confirmationReport(confirmation));
        result.exitCode = confirmation.verdict === options.failOn ? GATE_EXIT_CODES.worse : 0;
      });
    });
}

/** What repeats show together, for a terminal. */
export function confirmationReport(confirmation: Confirmation): string {
  const { id, verdict, pairs, repeats, endpoints, pairsNeeded } = confirmation;
  const order = repeats.map(({ side, number }) => `${side} run ${number}`).join(', ');
  const more =
    pairsNeeded === undefined
      ? []
      : [`About ${plural(pairsNeeded, 'more pair')} needed for a clear result.`];
  return [
    `Confirmation ${id}: ${verdict}, over ${plural(pairs.length, 'complete pair')}.`,
    `Order: ${order}.`,
    ...more,
    '',
    textTable(COMPARISON_COLUMNS, changeRows(endpoints)),
  ].join('\n');
}
