'use client';

import { Stat, StatRow } from '@/components/ui/figures';
import { certaintyLabel, generatorErrorLabel, isUncertain } from '@/components/verdict/certainty';
import { latency } from '@/lib/core/duration';
import { count, percent, rate, textOf } from '@/lib/core/number';
import { peakUsers } from '@/lib/plan/figures';
import { hasEnded } from '@/lib/runs/model';
import { useRun } from './live/run-context';
import { modelOf } from './load-labels';

/** The few numbers that support the sentence. */
export function KeyFigures() {
  const { plan, state } = useRun();
  const { totals } = state;
  const open = modelOf(plan) === 'open';
  return (
    <StatRow>
      {!open && <UserStat />}
      <Stat
        label="Requests per second"
        of={rate(totals.requestsPerSecond)}
        note={`${count(totals.requests)} sent${!open && totals.dropped > 0 ? `, ${count(totals.dropped)} dropped` : ''}`}
      />
      {open && <DroppedStat />}
      <PercentileStat percentile="p50" />
      <PercentileStat percentile="p95" />
      <PercentileStat percentile="p99" />
      <Stat
        label="Error rate"
        of={percent(totals.failureRate)}
        note={`${count(totals.failures)} errors (Locust: ${count(totals.locustFailures)})`}
      />
    </StatRow>
  );
}

function UserStat() {
  const { plan, state, series } = useRun();
  const live = !hasEnded(state.status);
  const reached = Math.max(0, ...series.points.map((point) => point.users));
  const asked = state.marks.findLast(({ kind, atMs }) => kind === 'level' && atMs !== undefined);
  const peak = count(peakUsers(plan));
  const wanted = asked === undefined ? `of ${peak}` : `set to ${count(asked.level)}`;
  return (
    <Stat
      label={live ? 'Virtual users' : 'Peak virtual users'}
      of={{ value: count(live ? state.activeUsers : reached), unit: '' }}
      note={live ? `${wanted}; ${count(state.inFlight)} in flight` : `of ${peak} planned`}
    />
  );
}

/** Of an open plan: arrivals that were due and never sent, and those that wait. */
function DroppedStat() {
  const { state, series } = useRun();
  const live = !hasEnded(state.status);
  const longest = Math.max(0, ...series.points.map((point) => point.queued));
  return (
    <Stat
      label="Dropped"
      of={{ value: count(state.totals.dropped), unit: '' }}
      note={
        live
          ? `${count(state.queued)} queued; ${count(state.inFlight)} in flight`
          : `max ${count(longest)} queued`
      }
    />
  );
}

/** A percentile of response time and, once that can be said, how sure it is; always two lines. */
function PercentileStat({ percentile }: { percentile: 'p50' | 'p95' | 'p99' }) {
  const { response, service, certainty, latencies } = useRun().state.overall;
  const key = `${percentile}Ms` as const;
  const sure = certainty && certaintyLabel(certainty[percentile]);
  const error = generatorErrorLabel(response[key], latencies?.all.response.low?.[key]);
  return (
    <Stat
      label={`Response time ${percentile}`}
      of={latency(response[key])}
      faint={isUncertain(certainty, percentile)}
      note={
        <>
          {sure !== undefined && (
            <span className="block truncate" title={`95\u202f% interval of ${percentile}`}>
              {sure}
            </span>
          )}
          <span className="block truncate">service {textOf(latency(service[key]))}</span>
          {error !== undefined && (
            <span
              className="block truncate"
              title={`Late sending and receiving may have added up to this much to ${percentile}`}
            >
              {error}
            </span>
          )}
          {sure === undefined && <span className="block">&nbsp;</span>}
        </>
      }
    />
  );
}
