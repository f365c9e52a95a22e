import { latency, span } from '@/lib/core/duration';
import { textOf } from '@/lib/core/number';
import { count, percent, rate } from '@/lib/format/number';
import { plural } from '@/lib/format/plural';
import type { EndpointSummary, ErrorGroup, RunDetail } from '@/lib/runs/model';
import { findingsReport } from './findings-report';
import { judgementReport } from './judgement-report';
import { type Column, textTable } from './text-table';

const ENDPOINT_COLUMNS: Column<EndpointSummary>[] = [
  { title: 'Endpoint', value: (row) => row.name },
  { title: 'Requests', value: (row) => count(row.requests), right: true },
  { title: 'Rate', value: (row) => textOf(rate(row.requestsPerSecond)), right: true },
  { title: 'Failed', value: (row) => textOf(percent(row.failureRate)), right: true },
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
    `Run ${run.number}: ${run.scenario.name} on ${run.target.name}, ${state.status}.`,
    failed.join('\n'),
    [
      `${plural(totals.requests, 'request')} in ${span(state.progress.elapsedMs)}`,
      `${textOf(rate(totals.requestsPerSecond))}`,
      `p95 ${textOf(latency(overall.response.p95Ms))}`,
      `${textOf(percent(totals.failureRate))} failed`,
      `${count(totals.locustFailures)} failures as Locust counts`,
      `${plural(totals.skipped, 'task')} skipped`,
    ]
      .join('; ')
      .concat('.'),
    judgementReport(run.judgement).join('\n'),
    findingsReport(run),
    state.endpoints.length > 0 ? textTable(ENDPOINT_COLUMNS, state.endpoints) : '',
    state.errors.length > 0 ? textTable(ERROR_COLUMNS, state.errors.slice(0, 10)) : '',
    `Plan ${run.planHash}, seed ${run.seed}.`,
  ];
  return sections.filter((section) => section !== '').join('\n\n');
}
