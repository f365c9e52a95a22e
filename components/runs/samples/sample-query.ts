import type { SampleListQuery, SampleSort } from '@/lib/runs/model';
import { OUTCOMES } from '@/lib/stats/outcome';

const SORTS: readonly SampleSort[] = ['time', 'response', 'service'];
export const SAMPLE_PAGE_SIZE = 20;

/** Which samples a page's query string asks for; the slowest first unless it says otherwise. */
export function sampleQuery(params: URLSearchParams | Readonly<URLSearchParams>): SampleListQuery {
  const number = (key: string) => {
    const text = params.get(key);
    const value = text === null || text.trim() === '' ? Number.NaN : Number(text);
    return Number.isFinite(value) ? value : undefined;
  };
  const outcome = params.get('outcome');
  const sort = SORTS.find((sort) => sort === params.get('sort')) ?? 'response';
  return {
    endpoint: params.get('endpoint') ?? undefined,
    outcome: outcome === 'failed' ? 'failed' : OUTCOMES.find((known) => known === outcome),
    minResponseMs: number('min'),
    errorId: number('error'),
    sort,
    descending: params.get('order') !== 'asc',
    page: Math.max(1, Math.floor(number('page') ?? 1)),
    pageSize: SAMPLE_PAGE_SIZE,
  };
}
