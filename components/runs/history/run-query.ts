import { RUN_STATUSES, type RunListQuery, type RunSort } from '@/lib/runs/model';
import type { Verdict } from '@/lib/verdict/model';

const VERDICTS: readonly Verdict[] = ['pass', 'fail', 'no-data'];
const SORTS: readonly RunSort[] = [
  'number',
  'scenario',
  'target',
  'started',
  'duration',
  'requests',
  'failureRate',
  'rate',
  'p95',
];

/** Which part of the history a query string asks for; all of it, newest first, when it is empty. */
export function runQuery(params: URLSearchParams | Readonly<URLSearchParams>): RunListQuery {
  const text = (key: string) => params.get(key)?.trim() || undefined;
  const page = Number(params.get('page') ?? 1);
  return {
    search: text('search'),
    scenario: text('scenario'),
    target: text('target'),
    status: RUN_STATUSES.find((status) => status === params.get('status')),
    verdict: VERDICTS.find((verdict) => verdict === params.get('verdict')),
    label: text('label'),
    sort: SORTS.find((sort) => sort === params.get('sort')) ?? 'number',
    descending: params.get('order') !== 'asc',
    page: Number.isInteger(page) && page > 0 ? page : 1,
  };
}

/** Whether anything but sorting and page narrows the history. */
export function isFiltered(query: RunListQuery): boolean {
  const { search, scenario, target, status, verdict, label } = query;
  return [search, scenario, target, status, verdict, label].some((filter) => filter !== undefined);
}
