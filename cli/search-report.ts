import { latency, span } from '@/lib/core/duration';
import { textOf } from '@/lib/core/number';
import { count, percent, rate } from '@/lib/format/number';
import { levelWords } from '@/lib/plan/level-words';
import type { SearchCost, SearchStepView, SearchView } from '@/lib/runs/search';
import { type Column, textTable } from './text-table';

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
    `It took ${costWords(cost)}; at most ${costWords(estimate)} were expected.`,
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
    return `Nothing broke up to ${levelWords(safeLoad, unit)}${at}: the line lies higher.`;
  const sure = confirmed ? 'seen twice at both edges' : 'not confirmed by repeats';
  return `The safe load is ${levelWords(safeLoad, unit)}${at}; ${levelWords(breaksAt, unit)} broke (${sure}).`;
}

function columnsFor({ unit }: SearchView): Column<SearchStepView>[] {
  return [
    { title: 'Step', value: ({ number }) => String(number), right: true },
    { title: 'Load', value: ({ load }) => levelWords(load, unit), right: true },
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

function costWords({ steps, ms, requests }: SearchCost): string {
  const asked = requests === undefined ? '' : ` and ${count(requests)} requests`;
  return `${steps} steps, ${span(ms)}${asked}`;
}
