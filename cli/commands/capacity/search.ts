import { Command } from 'commander';
import type { SearchCost, SearchStepView, SearchView } from '@/lib/capacity/model';
import { getSearch } from '@/lib/capacity/search/get-search';
import { startSearch, stopSearch } from '@/lib/capacity/search/start-search';
import { latency, span } from '@/lib/core/duration';
import { PlimsollError } from '@/lib/core/errors';
import { count, percent, rate, textOf } from '@/lib/core/number';
import { levelLabel } from '@/lib/plan/labels';
import { claimJob } from '@/lib/store/queue/queue';
import { executeSearch } from '@/lib/worker/execute-search';
import type { CommandResult } from '../../command-result';
import { chooseTarget } from '../../find-by-name';
import { followJob } from '../../follow-job';
import { writeJson } from '../../json-text';
import {
  CONFIRM_HOST,
  duration,
  percentage,
  positiveNumber,
  wholeNumber,
} from '../../option-values';
import { type Column, textTable } from '../../text-table';
import { commanded, withStore } from '../../with-store';

interface SearchCommandOptions {
  profile: string;
  target?: string;
  confirmHost?: string;
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
    .description('search for the safe load: the highest load that meets an SLA profile')
    .argument('<scenario>', 'scenario slug or name')
    .requiredOption('--profile <name>', 'SLA profile that the load must meet')
    .option('--target <name or URL>', 'target to load; default: the first configured target')
    .option(...CONFIRM_HOST)
    .option('--from <load>', 'initial load, in users or arrivals per second', positiveNumber)
    .option('--to <load>', 'the search’s upper limit', positiveNumber)
    .option('--step <time>', 'maximum measured time per step; default: 30s', duration)
    .option('--settle <time>', 'warm-up before each step, not measured; default: 5s', duration)
    .option(
      '--within <percent>',
      'stop when the bounds are within this percentage',
      percentage,
      0.05,
    )
    .option('--steps <n>', 'maximum number of steps', wholeNumber(4, 40), 12)
    .option(
      '--resources <n>',
      'number of workers or slots of the target, for the what-if analysis',
      wholeNumber(1, 1_000_000),
    )
    .option('--json <file>', 'write the search as JSON')
    .action(async (scenario: string, options: SearchCommandOptions) => {
      await withStore(async (store) => {
        const { profile, from, to, step, settle, within, steps, resources, json } = options;
        const input = {
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
        };
        const { id } = await commanded(store, 'search.start', (within, asked) =>
          startSearch(within, { ...input, confirmHost: asked ?? options.confirmHost }),
        );
        await followJob(store, {
          name: `Search ${id}`,
          get: () => getSearch(store, id),
          progressOf,
          stop: () => commanded(store, 'search.stop', (within) => stopSearch(within, id), id),
          async executeHere(workerId) {
            const lease = await claimJob(store, 'search', workerId, id);
            if (lease !== undefined) await executeSearch(store, lease);
          },
        });
        const search = await getSearch(store, id);
        if (search === undefined) throw new PlimsollError('not-found', `Search ${id} was deleted.`);
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
        ? 'meets the SLO'
        : `violates the SLO: ${last.result.broke}`;
  return `Step ${last.number}, ${levelLabel(last.load, unit)}: ${state}`;
}

/** A search with its steps, for a terminal. */
function searchReport(search: SearchView): string {
  const { id, scenario, target, profile, steps, cost, estimate, brokeFirst, cause } = search;
  const broke = brokeFirst?.result?.broke;
  return [
    `Search ${id}: ${scenario} on ${target}, profile ${profile}. ${answerOf(search)}`,
    ...(broke === undefined ? [] : [`First violation: ${broke}`]),
    ...(cause === undefined
      ? []
      : [`Most likely cause: ${cause.sentence} ${cause.recommendation} (run ${cause.run})`]),
    `Used ${costLabel(cost)}; estimated maximum: ${costLabel(estimate)}.`,
    '',
    textTable(columnsFor(search), steps),
  ].join('\n');
}

function answerOf({ status, result, unit, failureReason, safeThroughput }: SearchView): string {
  if (result === undefined) return failureReason ?? `Status: ${status}.`;
  const { safeLoad, breaksAt, confirmed } = result;
  if (safeLoad === undefined) return 'Even the lowest load violates the profile.';
  const at = safeThroughput === undefined ? '' : ` (throughput ${textOf(rate(safeThroughput))})`;
  if (breaksAt === undefined)
    return `The profile is met up to the search’s upper limit, ${levelLabel(safeLoad, unit)}${at}; the safe load is higher.`;
  const sure = confirmed ? 'confirmed by repeats' : 'not confirmed by repeats';
  return `Safe load: ${levelLabel(safeLoad, unit)}${at}; ${levelLabel(breaksAt, unit)} violates the profile (${sure}).`;
}

const REASON_LABELS: Record<SearchStepView['reason'], string> = {
  first: 'initial',
  up: 'increase',
  down: 'decrease',
  guess: 'estimate from throughput',
  beside: 'next to the estimate',
  between: 'midpoint',
  repeat: 'repeat',
};

function columnsFor({ unit }: SearchView): Column<SearchStepView>[] {
  return [
    { title: 'Step', value: ({ number }) => String(number), right: true },
    { title: 'Load', value: ({ load }) => levelLabel(load, unit), right: true },
    { title: 'Reason', value: ({ reason }) => REASON_LABELS[reason] },
    {
      title: 'Result',
      value: ({ status, result, trouble }) =>
        trouble !== undefined
          ? 'invalid'
          : result === undefined
            ? status
            : result.holds
              ? 'meets SLO'
              : 'violates SLO',
    },
    { title: 'Throughput', value: ({ result }) => textOf(rate(result?.throughput)), right: true },
    { title: 'p95', value: ({ result }) => textOf(latency(result?.p95Ms)), right: true },
    {
      title: 'Error rate',
      value: ({ result }) => textOf(percent(result?.failureRate)),
      right: true,
    },
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
