import { summariseLatency } from '@/lib/stats/latency-summary';
import type { Store } from '@/lib/store/open-store';
import { judgeValidity, type Validity } from '@/lib/verdict/validity';
import { LATE_MS } from '@/lib/verdict/validity-limits';
import type { RunAccumulator } from './accumulator/accumulator';

// Failures of these codes are this machine's.
const OWN_LIMITS = ['EMFILE', 'ENFILE', 'EADDRNOTAVAIL', 'ENOBUFS'];

/** Whether a run's figures can be believed, by what its generator kept of itself. */
export async function judgeRun(
  store: Store,
  runId: number,
  { overall, generator }: RunAccumulator,
): Promise<Validity> {
  const own = await store.prisma.errorGroup.aggregate({
    where: { runId, code: { in: OWN_LIMITS } },
    _sum: { count: true },
  });
  const health = generator.summarise();
  const { requests } = overall;
  const { dropped, aborted } = overall.counts;
  const shareOf = (count: number) => (requests === 0 ? undefined : count / requests);
  return judgeValidity({
    requests,
    scheduleDelayP99Ms: health?.scheduleDelay.p99Ms,
    scheduleDelayMaxMs: health?.scheduleDelay.maxMs,
    responseP50Ms: summariseLatency(overall.response).p50Ms,
    lateSecondsShare: generator.lateShare(LATE_MS),
    eventLoopLagMaxMs: health?.eventLoopLag.maxMs,
    cpuShareP95: health?.cpuShareP95,
    gcShare: health?.gcShare,
    droppedShare: dropped === 0 ? 0 : dropped / (requests + dropped),
    queuedSecondsShare: generator.queuedShare,
    abortedShare: shareOf(aborted),
    ownFailureShare: shareOf(own._sum.count ?? 0),
  });
}
