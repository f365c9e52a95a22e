import { Command } from 'commander';
import type { SearchCost, SearchStepView, SearchView } from '@/lib/capacity/model';
import { getSearch } from '@/lib/capacity/search/get-search';
import { startSearch, stopSearch } from '@/lib/capacity/search/start-search';
import { latency, span } from '@/lib/core/duration';
import { PlimsollError } from '@/lib/core/errors';
import { count, percent, rate, textOf } from '@/lib/core/number';
import { levelLabel } from '@/lib/plan/labels';
import { claimJob } from '@/lib/queue/queue';
import { executeSearch } from '@/lib/worker/execute-search';
import type { CommandResult } from '../../command-result';
import { chooseTarget } from '../../find-by-name';
import { followJob } from '../../follow-job';
import { writeJson } from '../../json-text';
import { duration, percentage, positiveNumber, wholeNumber } from '../../option-values';
import { type Column, textTable } from '../../text-table';
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
          scenario,
          profile,
          from,
          to,
          resources,
          stepMs: step,
          settleMs: settle,
          tolerance: within,
          maxSteps: steps,
        });
        await followJob(store, {
          name: `Search ${id}`,
          get: () => getSearch(store, id),
          progressOf,
          stop: () => stopSearch(store, id),
          async executeHere(workerId) {
            const lease = await claimJob(store, 'search', workerId, id);
            if (lease !== undefined) await executeSearch(store, lease);
          },
        });
        const search = await getSearch(store, id);
        if (search === undefined) throw new PlimsollError('not-found', `Search ${id} is gone.`);
        if (json !== undefined) writeJson(json, search);
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
  return `Step ${last.number}, ${levelLabel(last.load, unit)}: ${state}`;
}

/** A search with its steps, for a terminal. */
export function searchReport(search: SearchView): string {
  const { id, scenario, target, profile, steps, cost, estimate, brokeFirst, cause } = search;
  const broke = brokeFirst?.result?.broke;
  return [
    `Search ${id}: ${scenario} on ${target}, profile ${profile}. ${answerOf(search)}`,
    ...(broke === undefined ? [] : [`What broke first: ${broke}`]),
    ...(cause === undefined
      ? []
      : [`The likeliest cause: ${cause.sentence} ${cause.recommendation} (run ${cause.run})`]),
    `It took ${costLabel(cost)}; at most ${costLabel(estimate)} were expected.`,
    '',
    textTable(columnsFor(search), steps),
  ].join('\n');
}

function answerOf({ status, result, unit, failureReason, safeThroughput }: SearchView): string {
  if (result === undefined) return failureReason ?? `It is ${status}.`;
  const { safeLoad, breaksAt, confirmed } = result;
  if (safeLoad === undefined) return 'Not even the smallest load met the profile.';
  const at = safeThroughput === undefined ? '' : ` (${textOf(rate(safeThroughput))} answered)`;
  if (breaksAt === undefined)
    return `Nothing broke up to ${levelLabel(safeLoad, unit)}${at}: the line lies higher.`;
  const sure = confirmed ? 'seen twice at both edges' : 'not confirmed by repeats';
  return `The safe load is ${levelLabel(safeLoad, unit)}${at}; ${levelLabel(breaksAt, unit)} broke (${sure}).`;
}

function columnsFor({ unit }: SearchView): Column<SearchStepView>[] {
  return [
    { title: 'Step', value: ({ number }) => String(number), right: true },
    { title: 'Load', value: ({ load }) => levelLabel(load, unit), right: true },
    { title: 'Why', value: ({ reason }) => reason },
    {
      title: 'Result',
      value: ({ status, result, trouble }) =>
        trouble !== undefined
          ? 'not believed'
          : result === undefined
            ? status
            : result.holds
              ? 'holds'
              : 'breaks',
    },
    { title: 'Answered', value: ({ result }) => textOf(rate(result?.throughput)), right: true },
    { title: 'p95', value: ({ result }) => textOf(latency(result?.p95Ms)), right: true },
    { title: 'Failed', value: ({ result }) => textOf(percent(result?.failureRate)), right: true },
    {
      title: 'Measured',
      value: ({ result }) => (result === undefined ? '' : span(result.measuredMs)),
      right: true,
    },
    { title: 'Run', value: ({ run }) => (run === undefined ? '' : String(run)), right: true },
  ];
}

function costLabel({ steps, ms, requests }: SearchCost): string {
  const asked = requests === undefined ? '' : ` and ${count(requests)} requests`;
  return `${steps} steps, ${span(ms)}${asked}`;
}
