import { traceIdOf } from '@/lib/engine/transport/trace-context';
import { OUTCOMES } from '@/lib/stats/outcome';
import type { Store } from '@/lib/store/open-store';
import { readSamples, type SampleFilter, type StoredSample } from '@/lib/store/samples';
import type { SampleItem, SampleListPage, SampleListQuery, SampleSort } from './model';

const ORDER: Record<SampleSort, SampleFilter['orderBy']> = {
  time: 'sequence',
  response: 'response',
  service: 'service',
};

/** One page of a run's samples; by default the slowest first. Pages start at 1. */
export async function listSamples(
  store: Store,
  number: number,
  query: SampleListQuery,
): Promise<SampleListPage> {
  const endpoints = await endpointNames(store, number);
  const pageSize = Math.min(Math.max(query.pageSize ?? 25, 1), 500);
  const page = Math.max(query.page ?? 1, 1);
  const endpoint = query.endpoint === undefined ? undefined : endpoints.indexOf(query.endpoint);
  const { samples, total } = readSamples(store.sqlite, number, {
    endpoint,
    outcomeCode:
      query.outcome === undefined || query.outcome === 'failed'
        ? undefined
        : OUTCOMES.indexOf(query.outcome),
    failedOnly: query.outcome === 'failed',
    error: query.errorId,
    minResponseUs: toUs(query.minResponseMs),
    fromUs: toUs(query.fromMs),
    toUs: toUs(query.toMs),
    orderBy: ORDER[query.sort ?? 'response'],
    descending: query.descending ?? true,
    limit: pageSize,
    offset: (page - 1) * pageSize,
  });
  const traceOf = await tracesOf(store, number);
  const errors = await store.prisma.errorGroup.findMany({ where: { runId: number } });
  const errorById = new Map(errors.map((error) => [error.id, error]));
  return {
    items: samples.map((sample) => ({
      ...itemOf(sample, endpoints, errorById),
      trace: traceOf?.(sample.trace),
    })),
    traced: traceOf !== undefined,
    total,
    page,
    pageSize,
    pageCount: Math.max(1, Math.ceil(total / pageSize)),
  };
}

/** A run's endpoint names by index. */
export async function endpointNames(store: Store, number: number): Promise<string[]> {
  const rows = await store.prisma.endpoint.findMany({
    where: { runId: number },
    orderBy: { index: 'asc' },
  });
  return rows.map((row) => row.name);
}

function itemOf(
  sample: StoredSample,
  endpoints: string[],
  errors: Map<number, { id: number; code: string; message: string }>,
): SampleItem {
  const error = errors.get(sample.error);
  return {
    sequence: sample.sequence,
    endpoint: endpoints[sample.endpoint] ?? '?',
    outcome: sample.outcome,
    intendedMs: sample.intendedUs / 1000,
    sendDelayMs: sample.sendDelayUs / 1000,
    serviceMs: sample.serviceUs / 1000,
    responseMs: (sample.sendDelayUs + sample.serviceUs) / 1000,
    error: error && { id: error.id, code: error.code, message: error.message },
  };
}

function toUs(ms: number | undefined): number | undefined {
  return ms === undefined ? undefined : Math.round(ms * 1000);
}

/** From the number that a sample keeps to its trace; undefined for a run whose requests have none. */
export async function tracesOf(
  { prisma }: Store,
  run: number,
): Promise<((trace: number | undefined) => SampleItem['trace']) | undefined> {
  const row = await prisma.run.findUnique({
    where: { id: run },
    select: { tracePrefix: true, target: { select: { traceUrl: true } } },
  });
  const prefix = row?.tracePrefix ?? undefined;
  const traceUrl = row?.target?.traceUrl ?? undefined;
  if (prefix === undefined) return undefined;
  return (trace) => {
    if (trace === undefined) return undefined;
    const id = traceIdOf(prefix, trace);
    return { id, url: traceUrl?.replaceAll('{traceId}', id) };
  };
}
