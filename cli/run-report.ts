import { clock, latency, span } from '@/lib/core/duration';
import { count, missing, percent, plural, rate, signedPercent, textOf } from '@/lib/core/number';
import { limitLabel, objectiveName, objectiveValue } from '@/lib/plan/objective';
import type { EndpointSummary, ErrorGroup, RunDetail, RunJudgement } from '@/lib/runs/model';
import { type Column, textTable } from './text-table';

const ENDPOINT_COLUMNS: Column<EndpointSummary>[] = [
  { title: 'Endpoint', value: (row) => row.name },
  { title: 'Requests', value: (row) => count(row.requests), right: true },
  { title: 'Rate', value: (row) => textOf(rate(row.requestsPerSecond)), right: true },
  { title: 'Error rate', value: (row) => textOf(percent(row.failureRate)), right: true },
  { title: 'Skipped', value: (row) => count(row.skipped), right: true },
  { title: 'p50', value: (row) => textOf(latency(row.response.p50Ms)), right: true },
  { title: 'p95', value: (row) => textOf(latency(row.response.p95Ms)), right: true },
  { title: 'p99', value: (row) => textOf(latency(row.response.p99Ms)), right: true },
  { title: 'Max', value: (row) => textOf(latency(row.response.maxMs)), right: true },
];

const ERROR_COLUMNS: Column<ErrorGroup>[] = [
  { title: 'Count', value: (row) => count(row.count), right: true },
  { title: 'Endpoint', value: (row) => row.endpoint },
  { title: 'Code', value: (row) => row.code },
  { title: 'Message', value: (row) => row.message },
];

/** A run as plain text: sentence, numbers, tables, and what repeats it. */
export function runReport(run: RunDetail): string {
  const { state } = run;
  const { totals, overall } = state;
  const failed = [state.failureReason, state.failureAdvice].filter((line) => line !== undefined);
  const sections = [
    `Run ${run.number}: ${run.scenario.name} on ${run.target.name}, ${state.isStale ? 'not responding: its worker may have been killed' : state.status}.`,
    failed.join('\n'),
    [
      `${plural(totals.requests, 'request')} in ${span(state.progress.elapsedMs)}`,
      `${textOf(rate(totals.requestsPerSecond))}`,
      `p95 ${textOf(latency(overall.response.p95Ms))}`,
      `error rate ${textOf(percent(totals.failureRate))}`,
      `${plural(totals.locustFailures, 'error')} by Locust rules`,
      `${plural(totals.skipped, 'task')} skipped`,
    ]
      .join('; ')
      .concat('.'),
    objectivesReport(run.judgement).join('\n'),
    findingsReport(run),
    state.endpoints.length > 0 ? textTable(ENDPOINT_COLUMNS, state.endpoints) : '',
    state.errors.length > 0 ? textTable(ERROR_COLUMNS, state.errors.slice(0, 10)) : '',
    `Plan ${run.planHash}, seed ${run.seed}.`,
  ];
  return sections.filter((section) => section !== '').join('\n\n');
}

type Row = RunJudgement['verdicts'][number];

const COLUMNS: Column<Row>[] = [
  { title: 'Objective', value: ({ objective }) => objectiveName(objective) },
  { title: 'Limit', value: ({ objective }) => limitLabel(objective) },
  { title: 'Measured', value: measured, right: true },
  { title: 'Margin', value: ({ margin }) => textOf(signedPercent(margin)), right: true },
  {
    title: 'Time in objective',
    value: ({ timeInObjective }) => textOf(percent(timeInObjective)),
    right: true,
  },
  { title: 'Verdict', value: ({ verdict }) => verdict },
];

/** A run against its objectives, for a terminal; no lines where it was not judged. */
export function objectivesReport(judgement: RunJudgement | undefined): string[] {
  if (judgement === undefined) return [];
  const { profile, verdict, verdicts } = judgement;
  const by =
    profile === undefined
      ? 'the objectives of the plan'
      : `${profile.name} (version ${profile.version})`;
  const reasons = verdicts.flatMap(({ objective, reason }) =>
    reason === undefined ? [] : `${objectiveName(objective)}: ${reason}`,
  );
  return [
    `Evaluated against ${by}: ${verdict ?? 'no critical objectives'}.`,
    '',
    textTable(COLUMNS, verdicts),
    ...reasons,
  ];
}

/** With its error bound in parentheses, where there is one to be seen: "46.2 ms (39.5 ms to 46.2 ms)". */
function measured({ objective, actual, bounds }: Row): string {
  if (actual === undefined) return textOf(missing);
  const shown = (value: number) =>
    textOf(objective.over === 'seconds' ? percent(value) : objectiveValue(objective, value));
  if (bounds === undefined || shown(bounds.low) === shown(bounds.high ?? Infinity))
    return shown(actual);
  const { low, high } = bounds;
  return `${shown(actual)} (${high === undefined ? `${shown(low)} or more` : `${shown(low)} to ${shown(high)}`})`;
}

/** What limited a run, as plain text: the likeliest cause first; '' where nothing was looked for. */
function findingsReport({ findings }: Pick<RunDetail, 'findings'>): string {
  if (findings === undefined) return '';
  if (findings.length === 0) return 'No bottlenecks found.';
  const items = findings.map(({ title, confidence, sentence, recommendation, spans }, index) => {
    const when = spans.map(({ fromMs, toMs }) => `${clock(fromMs)}–${clock(toMs)}`).join(', ');
    return [
      `${index + 1}. ${title} (${confidence} confidence; ${when})`,
      `   ${sentence}`,
      `   ${recommendation}`,
    ].join('\n');
  });
  return ['Bottlenecks:', ...items].join('\n');
}
