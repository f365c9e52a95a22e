import fc from 'fast-check';
import { expect, it } from 'vitest';
import { observeCall } from '@/lib/engine/exchanges';
import { Histogram } from '@/lib/stats/histogram';
import type { JobCall } from '../behaviour';
import { JOB_STATES } from '../training-api/replies';
import type { RpcReply } from '../training-api/rpc';
import { JobLives } from './job-lives';

const jobId = fc.constantFrom('a', 'b', 'c');
const timestamp = fc.option(
  fc.date({ noInvalidDate: true, min: new Date(0), max: new Date(100_000) }),
  { nil: undefined },
);
const told = fc.record({
  job_id: jobId,
  status: fc.constantFrom(...JOB_STATES, 'paused', undefined),
  current_iteration: fc.option(fc.nat(20)),
  created_at: timestamp,
  started_at: timestamp,
  updated_at: timestamp,
  completed_at: timestamp,
  cancelled_at: timestamp,
});
const reply: fc.Arbitrary<RpcReply | undefined> = fc.oneof(
  told.map((result): RpcReply => ({ kind: 'result', result: JSON.parse(JSON.stringify(result)) })),
  fc.constantFrom(-32001, -32603, -40003).map((code) => ({
    kind: 'rpc-error' as const,
    code,
    message: '',
  })),
  fc.constant(undefined),
);
const job: fc.Arbitrary<JobCall> = fc.oneof(
  fc.constant({ kind: 'start' as const }),
  fc.record({ kind: fc.constantFrom('status' as const, 'cancel', 'export'), jobId }),
);
const event = fc.record({ job, reply, sentMs: fc.nat(10_000), tookMs: fc.nat(2000) });

it('accepted jobs are in flight or ended after every answer, whatever services say in whatever order', () => {
  fc.assert(
    fc.property(fc.array(event, { maxLength: 60 }), (events) => {
      const lives = new JobLives();
      let accepted = 0;
      for (const { job, reply, sentMs, tookMs } of events) {
        const started = reply?.kind === 'result' ? (reply.result as { job_id: string }).job_id : '';
        if (job.kind === 'start' && started !== '' && !lives.follows(started)) accepted += 1;
        const times = { intendedMs: sentMs, sentMs, endedMs: sentMs + tookMs };
        observeCall(lives, { endpoint: '', body: '', job }, reply, times, 100);
        const gauges = lives.gauges();
        expect(gauges.accepted).toBe(accepted);
        expect(gauges.inFlight + gauges.ended).toBe(accepted);
        expect(gauges.queued + gauges.running).toBe(gauges.inFlight);
        expect(gauges.completed + gauges.failed + gauges.cancelled).toBeLessThanOrEqual(
          gauges.ended,
        );
        expect(lives.unended()).toHaveLength(gauges.inFlight);
        expect(Math.min(...Object.values(gauges))).toBeGreaterThanOrEqual(0);
      }
    }),
  );
});

it('what polls say of a wait is never further off than their error, wherever in a call the service answers', () => {
  const delay = fc.nat(200);
  const poll = fc.record({ pauseMs: fc.nat(500), thereMs: delay, backMs: delay });
  fc.assert(
    fc.property(
      fc.record({ thereMs: delay, backMs: delay }),
      fc.nat(3000),
      fc.nat(3000),
      fc.array(poll, { minLength: 40, maxLength: 60 }),
      (start, waitMs, runMs, polls) => {
        const lives = new JobLives();
        const runningMs = start.thereMs + waitMs;
        const endMs = runningMs + runMs;
        const stateAt = (ms: number) =>
          ms < runningMs ? 'queued' : ms < endMs ? 'running' : 'completed';
        let nowMs = start.thereMs + start.backMs;
        lives.onStart('a', { intendedMs: 0, sentMs: 0, endedMs: nowMs }, { state: 'queued' });
        for (const { pauseMs, thereMs, backMs } of polls) {
          const sentMs = nowMs + pauseMs;
          nowMs = sentMs + thereMs + backMs;
          const state = stateAt(sentMs + thereMs);
          lives.onStatus('a', { sentMs, endedMs: nowMs }, { state });
        }
        const { queueWait, timeToFinish } = lives.report().metrics;
        const truths = [
          [queueWait, waitMs],
          [timeToFinish, waitMs + runMs],
        ] as const;
        for (const [{ histogram, worstErrorMs }, truthMs] of truths) {
          if (worstErrorMs === undefined) continue;
          const ms = (Histogram.decode(histogram).mean ?? 0) / 1000;
          expect(Math.abs(ms - truthMs)).toBeLessThanOrEqual(worstErrorMs + 0.001);
        }
      },
    ),
  );
});
