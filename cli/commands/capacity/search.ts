import { randomUUID } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { Command } from 'commander';
import { getSearch } from '@/lib/capacity/search/get-search';
import { startSearch } from '@/lib/capacity/search/start-search';
import { PlimsollError } from '@/lib/core/errors';
import { levelWords } from '@/lib/plan/level-words';
import { claimSearch } from '@/lib/runs/claim-search';
import type { SearchView } from '@/lib/runs/search';
import { stopSearch } from '@/lib/runs/stop-search';
import { executeSearch } from '@/lib/worker/execute-search';
import type { CommandResult } from '../../build-program';
import { carryThrough } from '../../carry-through';
import { chooseTarget } from '../../choose-target';
import { duration, percentage, positiveNumber, wholeNumber } from '../../option-values';
import { searchReport } from '../../search-report';
import { withStore } from '../../with-store';

interface SearchCommandOptions {
  profile: string;
  target?: string;
  from?: number;
  to?: number;
  step?: number;
  settle?: number;
  within: number;
  steps: number;
  resources?: number;
  json?: string;
}

export function searchCommand(result: CommandResult): Command {
  return new Command('search')
    .description(
      'find the most load that still meets a profile, in steps that end when they are sure',
    )
    .argument('<scenario>', 'a scenario’s slug or name')
    .requiredOption('--profile <name>', 'the SLA profile that the load must meet')
    .option('--target <name or URL>', 'what to load; by default the first configured target')
    .option('--from <load>', 'users or arrivals per second to begin with', positiveNumber)
    .option('--to <load>', 'no step goes above it', positiveNumber)
    .option('--step <time>', 'the longest that a step is measured, 30s if left out', duration)
    .option('--settle <time>', 'what comes before it and does not count, 5s if left out', duration)
    .option('--within <percent>', 'how near the edges must be', percentage, 0.05)
    .option('--steps <n>', 'steps at most', wholeNumber(4, 40), 12)
    .option(
      '--resources <n>',
      'how many workers or slots the target has now: a search each for two counts feeds the what-if',
      wholeNumber(1, 1_000_000),
    )
    .option('--json <file>', 'write the search as JSON to this file')
    .action(async (scenario: string, options: SearchCommandOptions) => {
      await withStore(async (store) => {
        const { profile, from, to, step, settle, within, steps, resources, json } = options;
        const { id } = await startSearch(store, {
          ...(await chooseTarget(store, options.target)),
          ...{ scenario, profile, from, to, resources },
          ...{ stepMs: step, settleMs: settle, tolerance: within, maxSteps: steps },
        });
        await carryThrough(store, {
          name: `Search ${id}`,
          get: () => getSearch(store, id),
          progressOf,
          stop: () => stopSearch(store, id),
          async executeHere() {
            const search = await claimSearch(store, `cli-${randomUUID()}`, id);
            if (search !== undefined) await executeSearch(store, search);
          },
        });
        const search = await getSearch(store, id);
        if (search === undefined) throw new PlimsollError('not-found', `Search ${id} is gone.`);
        if (json !== undefined) writeFileSync(json, `${JSON.stringify(search, null, 2)}\n`);
        console.log(searchReport(search));
        result.exitCode = search.status === 'finished' ? 0 : 1;
      });
    });
}

function progressOf({ id, status, steps, unit }: SearchView): string {
  const last = steps.at(-1);
  if (last === undefined) return `Search ${id}: ${status}`;
  const state =
    last.result === undefined
      ? (last.trouble ?? 'measuring')
      : last.result.holds
        ? 'holds'
        : `breaks: ${last.result.broke}`;
  return `Step ${last.number}, ${levelWords(last.load, unit)}: ${state}`;
}
