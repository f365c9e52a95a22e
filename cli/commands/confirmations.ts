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
import { duration, percentage, wholeNumber } from '../option-values';
import { textTable } from '../text-table';
import { withStore } from '../with-store';

interface ConfirmOptions {
  pairs: number;
  duration?: number;
  margin: number;
  json?: string;
  failOn?: 'worse';
}

export function confirmCommand(result: CommandResult): Command {
  const run = wholeNumber(1, 999_999_999);
  return new Command('confirm')
    .description('repeat two runs in turns, A B B A, and say what they show together')
    .argument('<base>', 'the number of run A', run)
    .argument('<candidate>', 'the number of run B', run)
    .option('--pairs <n>', 'how often each is repeated', wholeNumber(2, 20), 4)
    .option(
      '--duration <time>',
      'the length of each repeat, e.g. 1m; as it was, if left out',
      duration,
    )
    .option('--margin <percent>', 'changes within it do not matter', percentage, 0.05)
    .option('--json <file>', 'write the confirmation as JSON to this file')
    .addOption(
      new Option('--fail-on <verdict>', 'exit with 5 when it comes to this').choices(['worse']),
    )
    .action(async (base: number, candidate: number, options: ConfirmOptions) => {
      await withStore(async (store) => {
        const { pairs, margin, duration: durationMs } = options;
        const { id } = await startConfirmation(store, {
          base,
          candidate,
          pairs,
          margin,
          durationMs,
        });
        for (const { number } of (await getConfirmation(store, id))?.repeats ?? [])
          await followQueuedRun(store, number);
        const confirmation = await getConfirmation(store, id);
        if (confirmation === undefined)
          throw new PlimsollError('not-found', `Confirmation ${id} was deleted meanwhile.`);
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
    pairsNeeded === undefined ? [] : [`It would take about ${plural(pairsNeeded, 'more pair')}.`];
  return [
    `Confirmation ${id}: ${verdict}, over ${plural(pairs.length, 'complete pair')}.`,
    `In this order: ${order}.`,
    ...more,
    '',
    textTable(COMPARISON_COLUMNS, changeRows(endpoints)),
  ].join('\n');
}
