import type { EndpointSummary, RunState } from '@/lib/live/run-detail';
import type { Run, Summary } from '@/lib/store/generated/client';
import type { Store } from '@/lib/store/open-store';

/**
 * An imported run's state where its file had figures of the whole run: those, in place of what its
 * seconds add up to, for they are what was measured.
 */
export async function stateWithSummary(store: Store, run: Run, state: RunState): Promise<RunState> {
  if (run.source === null || state.overall.response.samples > 0) return state;
  const rows = await store.prisma.summary.findMany({
    where: { runId: run.id },
    orderBy: { endpoint: 'asc' },
  });
  const all = rows.find(({ name }) => name === '') ?? rows[0];
  if (all === undefined) return state;
  return {
    ...state,
    totals: {
      ...state.totals,
      requests: run.requests ?? 0,
      failures: run.failures ?? 0,
      failureRate: run.failureRate ?? undefined,
      locustFailures: run.locustFailures ?? 0,
      requestsPerSecond: run.requestsPerSecond ?? undefined,
    },
    overall: { response: latencyOf(all), service: latencyOf(all) },
    endpoints: rows.filter(({ name }) => name !== '').map(endpointOf),
  };
}

function latencyOf({ responseSummary }: Summary): RunState['overall']['response'] {
  return JSON.parse(responseSummary) as RunState['overall']['response'];
}

function endpointOf(row: Summary): EndpointSummary {
  const { name, requests, failures, locustFailures, skipped } = row;
  return {
    ...{ name, requests, failures, locustFailures, skipped },
    failureRate: requests === 0 ? undefined : failures / requests,
    requestsPerSecond: row.requestsPerSecond ?? undefined,
    outcomes: JSON.parse(row.outcomes) as EndpointSummary['outcomes'],
    ...{ response: latencyOf(row), service: latencyOf(row) },
  };
}
