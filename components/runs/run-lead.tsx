'use client';

import { Lead } from '@/components/ui/page';
import { hasEnded, type RunStatus } from '@/lib/runs/model';
import { nonBlockingFailures } from '@/lib/verdict/model';
import { useRun } from './live/run-context';
import { runSummary } from './run-summary';

/** What the run says, in one sentence; `bare` without the frame that it has on its page. */
export function RunLead({ bare = false }: { bare?: boolean }) {
  const { state, validity, judgement } = useRun();
  const { status, progress, totals, overall } = state;
  const began = state.startedAt !== undefined;
  const sentence = runSummary({
    status,
    plannedMs: progress.plannedMs,
    elapsedMs: began ? wholeSeconds(progress.elapsedMs, status) : undefined,
    requests: totals.requests,
    requestsPerSecond: totals.requestsPerSecond,
    p95Ms: overall.response.p95Ms,
    failureRate: totals.failureRate,
    paused: state.paused,
    isStale: state.isStale,
    waitsForIdle: state.waitsForIdle,
    validity: validity?.validity,
    verdict: judgement?.verdict,
    brokenBeside: judgement && nonBlockingFailures(judgement.verdicts),
    profile: judgement?.profile?.name,
  });
  return bare ? sentence : <Lead>{sentence}</Lead>;
}

/** While live, seconds that are over: the same as the clock beside it shows. */
function wholeSeconds(ms: number, status: RunStatus): number {
  return hasEnded(status) ? ms : Math.floor(ms / 1000) * 1000;
}
