'use client';

import { Lead } from '@/components/ui/page-header';
import { useRun } from './run-context';
import { runSentence } from './run-sentence';

export function RunLead() {
  const { state } = useRun();
  const { status, progress, totals, overall } = state;
  const began = state.startedAt !== undefined;
  return (
    <Lead>
      {runSentence({
        status,
        plannedMs: progress.plannedMs,
        elapsedMs: began ? progress.elapsedMs : undefined,
        requests: totals.requests,
        requestsPerSecond: totals.requestsPerSecond,
        p95Ms: overall.response.p95Ms,
        failureRate: totals.failureRate,
      })}
    </Lead>
  );
}
