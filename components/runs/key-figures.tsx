'use client';

import { Stat, StatRow } from '@/components/ui/stat';
import { latency } from '@/lib/format/duration';
import { count, percent, rate } from '@/lib/format/number';
import { textOf } from '@/lib/format/quantity';
import { peakUsers } from '@/lib/plan/plan-figures';
import { hasEnded } from '@/lib/plan/run-status';
import { useRun } from './run-context';

/** The few numbers that support the sentence. */
export function KeyFigures() {
  const { plan, state, series } = useRun();
  const { totals, overall } = state;
  const { response, service } = overall;
  const peak = peakUsers(plan);
  const live = !hasEnded(state.status);
  const reached = Math.max(0, ...series.points.map((point) => point.users));
  return (
    <StatRow>
      <Stat
        label={live ? 'Users now' : 'Users at most'}
        of={{ value: count(live ? state.activeUsers : reached), unit: '' }}
        note={
          live
            ? `of ${count(peak)}; ${count(state.inFlight)} in flight`
            : `of ${count(peak)} planned`
        }
      />
      <Stat
        label="Requests per second"
        of={rate(totals.requestsPerSecond)}
        note={`${count(totals.requests)} sent${totals.dropped > 0 ? `, ${count(totals.dropped)} dropped` : ''}`}
      />
      <Stat
        label="Response time p50"
        of={latency(response.p50Ms)}
        note={serviceNote(service.p50Ms)}
      />
      <Stat
        label="Response time p95"
        of={latency(response.p95Ms)}
        note={serviceNote(service.p95Ms)}
      />
      <Stat
        label="Response time p99"
        of={latency(response.p99Ms)}
        note={serviceNote(service.p99Ms)}
      />
      <Stat
        label="Failed"
        of={percent(totals.failureRate)}
        note={`${count(totals.failures)} strict, ${count(totals.locustFailures)} by Locust’s count`}
      />
    </StatRow>
  );
}

function serviceNote(ms: number | undefined): string {
  return `service ${textOf(latency(ms))}`;
}
