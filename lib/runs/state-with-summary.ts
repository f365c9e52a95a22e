import type { Run, Summary } from '@/lib/store/generated/client';
import type { Store } from '@/lib/store/open-store';
import type { Certainties, EndpointSummary, RunState } from './model';

/**
 * A run's state by its summary, where its seconds are not what it was measured by: of an imported run whose file
 * had figures of the whole, and of one whose seconds the retention has taken.
 */
export async function stateWithSummary(store: Store, run: Run, state: RunState): Promise<RunState> {
  const isWithout = run.source !== null || run.secondsRemovedAt !== null;
  if (!isWithout || state.overall.response.samples > 0) return state;
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
    overall: {
      response: latencyOf(all),
      service: serviceOf(run, all),
      certainty: certaintyOf(all),
    },
    endpoints: rows.filter(({ name }) => name !== '').map((row) => endpointOf(run, row)),
  };
}

function latencyOf({ responseSummary }: Summary): RunState['overall']['response'] {
  return JSON.parse(responseSummary) as RunState['overall']['response'];
}

/** Other tools tell one time only. */
function serviceOf({ source }: Run, row: Summary): RunState['overall']['service'] {
  return source !== null
    ? latencyOf(row)
    : (JSON.parse(row.serviceSummary) as RunState['overall']['service']);
}

function certaintyOf({ certainty }: Summary): Certainties | undefined {
  return certainty === null ? undefined : (JSON.parse(certainty) as Certainties);
}

function endpointOf(run: Run, row: Summary): EndpointSummary {
  const { name, requests, failures, locustFailures, skipped } = row;
  return {
    ...{ name, requests, failures, locustFailures, skipped },
    failureRate: requests === 0 ? undefined : failures / requests,
    requestsPerSecond: row.requestsPerSecond ?? undefined,
    outcomes: JSON.parse(row.outcomes) as EndpointSummary['outcomes'],
    ...{ response: latencyOf(row), service: serviceOf(run, row), certainty: certaintyOf(row) },
  };
}
