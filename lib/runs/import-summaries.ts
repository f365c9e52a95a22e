import type { ForeignSummary } from '@/lib/import/imported-record';
import type { Survey } from '@/lib/import/validate-import';
import { Histogram } from '@/lib/stats/histogram';
import { emptyOutcomeCounts } from '@/lib/stats/outcome';
import type { Store } from '@/lib/store/open-store';

const ALL = -1;
const NOTHING_KNOWN =
  'Only figures of the whole run were in the file, not its requests: there are no charts, no intervals and no samples.';

/** Keeps the figures of a file that has no requests in it, as the file has them; what it lacks stays unknown. */
export async function importSummaries(
  store: Store,
  runId: number,
  { summaries, hasSeconds, notes }: Survey,
): Promise<void> {
  if (summaries.length === 0) return;
  const all = summaries.find(({ endpoint }) => endpoint === '') ?? summaries[0];
  if (all === undefined) return;
  const known = hasSeconds
    ? {}
    : {
        ...{ requests: all.requests, failures: all.failures, locustFailures: all.failures },
        ...{ requestsPerSecond: all.requestsPerSecond, failureRate: rateOf(all) },
      };
  const { p50Ms, p95Ms, p99Ms } = all.latency;
  await store.prisma.$transaction([
    store.prisma.summary.deleteMany({ where: { runId } }),
    store.prisma.summary.createMany({
      data: summaries.map((summary, index) => rowOf(runId, summary, index)),
    }),
    store.prisma.run.update({
      where: { id: runId },
      data: {
        ...{ ...known, p50Ms, p95Ms, p99Ms },
        sourceNotes: JSON.stringify(hasSeconds ? notes : [NOTHING_KNOWN, ...notes]),
      },
    }),
  ]);
}

function rateOf({ requests, failures }: ForeignSummary): number | undefined {
  return requests === undefined || failures === undefined || requests === 0
    ? undefined
    : failures / requests;
}

function rowOf(runId: number, summary: ForeignSummary, index: number) {
  const { endpoint, requests = 0, failures = 0, requestsPerSecond, latency } = summary;
  const histogram = new Uint8Array((summary.histogram ?? new Histogram()).encode());
  const times = JSON.stringify({ samples: requests - failures, ...latency });
  return {
    ...{ runId, endpoint: endpoint === '' ? ALL : index, name: endpoint },
    ...{ requests, failures, locustFailures: failures, skipped: 0, requestsPerSecond },
    outcomes: JSON.stringify({
      ...emptyOutcomeCounts(),
      ok: requests - failures,
      httpError: failures,
    }),
    ...{ responseSummary: times, serviceSummary: times, response: histogram, service: histogram },
  };
}
