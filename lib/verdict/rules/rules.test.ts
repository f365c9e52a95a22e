import { describe, expect, it } from 'vitest';
import type { EvidenceError, Rule } from '../evidence';
import { RULES } from '../find-causes';
import { ENDPOINTS, evidenceOf, inTheMiddle, seriesOf } from '../testing/evidence-of';
import { errors } from './errors';
import { generatorSaturated } from './generator-saturated';
import { jobQueueGrowing } from './job-queue-growing';
import { latencyRaised } from './latency-raised';
import { memoryGrowth } from './memory-growth';
import { periodicPauses } from './periodic-pauses';
import { poolExhaustion } from './pool-exhaustion';
import { queueFull } from './queue-full';
import { rateLimiting } from './rate-limiting';
import { slowMethod } from './slow-method';
import { slowWrites } from './slow-writes';
import { standstill } from './standstill';
import { throughputCeiling } from './throughput-ceiling';
import { timeoutCliff } from './timeout-cliff';

const MIDDLE = [{ fromMs: 10_000, toMs: 20_000 }];
const ALL_SLOW = { 'training.cancel': 300, 'training.get_status': 300, 'training.start_grpo': 300 };
const POOL = {
  poolInUse: seriesOf('pool_in_use', (second) => (inTheMiddle(second) ? 10 : 2)),
  poolSize: seriesOf('pool_size', () => 10),
  poolWaiting: seriesOf('pool_waiting', (second) => (inTheMiddle(second) ? 7 : 0)),
};

function failing(group: Omit<EvidenceError, 'id' | 'endpoint'>, perSecond = 12) {
  const errors = [{ id: 1, endpoint: 'training.start_grpo', ...group }];
  return evidenceOf((second) => (inTheMiddle(second) ? { errors: { 1: perSecond } } : {}), {
    errors,
  });
}

const spansOf = (rule: Rule, evidence: Parameters<Rule>[0]) => rule(evidence)?.spans;

it.each(Object.entries(RULES))('%s finds nothing in quiet seconds, nor in none', (_, rule) => {
  const target = {
    ...POOL,
    poolInUse: seriesOf('pool_in_use', () => 2),
    poolWaiting: seriesOf('pool_waiting', () => 0),
    writeWaitMs: seriesOf('write_wait', (second) => 5 + (second % 3)),
    jobQueue: seriesOf('queue_length', (second) => second % 4),
    memoryBytes: seriesOf('rss', (second) => 120e6 + Math.min(second, 12) * 2e6),
  };
  expect(rule(evidenceOf(undefined, { target }))).toBeUndefined();
  expect(rule(evidenceOf(undefined, { length: 0 }))).toBeUndefined();
});

describe('the generator', () => {
  it('was saturated when its requests left late', () => {
    const found = generatorSaturated(
      evidenceOf((second) =>
        inTheMiddle(second) ? { generator: { lateP99Ms: 240, lagMs: 180, cpuShare: 0.99 } } : {},
      ),
    );
    expect(found).toMatchObject({ confidence: 'medium', spans: MIDDLE, ruledOut: [] });
    expect(found?.sentence).toBe(
      'From 00:10 to 00:20 the load generator was overloaded: scheduling delay 240\u202fms (p99), event-loop lag 180\u202fms.',
    );
  });

  it('was not, for one late moment', () => {
    const late = { generator: { lateP99Ms: 900, lagMs: 900 } };
    expect(generatorSaturated(evidenceOf((s) => (s === 12 ? late : {})))).toBeUndefined();
  });
});

describe('the connection pool', () => {
  it('was exhausted when all of it was in use, requests waited, and latency rose', () => {
    const found = poolExhaustion(
      evidenceOf((second) => (inTheMiddle(second) ? { ms: ALL_SLOW } : {}), { target: POOL }),
    );
    expect(found).toMatchObject({ confidence: 'high', spans: MIDDLE });
    expect(found?.sentence).toBe(
      'From 00:10 to 00:20 the pool was full (10 of 10 connections in use) and 7 requests waited for a connection; p50 went from 10.4\u202fms to 312\u202fms.',
    );
    expect(found?.ruledOut[0]).toBe(
      'Load generator: event-loop lag was 2.00\u202fms or less in 90 % of the seconds, and the scheduling delay was at most 1.00\u202fms (p99).',
    );
  });

  it('is said with less confidence when nobody became slower', () => {
    expect(poolExhaustion(evidenceOf(undefined, { target: POOL }))?.confidence).toBe('medium');
  });

  it('was not, while nobody waited', () => {
    const poolWaiting = seriesOf('pool_waiting', () => 0);
    expect(
      poolExhaustion(evidenceOf(undefined, { target: { ...POOL, poolWaiting } })),
    ).toBeUndefined();
  });
});

describe('writes', () => {
  const writing = { 'training.cancel': 300, 'training.start_grpo': 300 };

  it('were slow when the target’s commits were', () => {
    const writeWaitMs = seriesOf('write_wait', (second) => (inTheMiddle(second) ? 300 : 5));
    const found = slowWrites(
      evidenceOf((second) => (inTheMiddle(second) ? { ms: writing } : {}), {
        target: { writeWaitMs },
      }),
    );
    expect(found).toMatchObject({ confidence: 'high', spans: MIDDLE });
    expect(found?.sentence).toBe(
      'From 00:10 to 00:20 the commit wait went from 5.00\u202fms to 300\u202fms, which slowed down training.cancel and training.start_grpo.',
    );
  });

  it('were slow, likely, when of a silent target only what writes was slow', () => {
    const found = slowWrites(evidenceOf((s) => (inTheMiddle(s) ? { ms: writing } : {})));
    expect(found).toMatchObject({ confidence: 'medium', spans: MIDDLE });
  });

  it('were not, when reads were slow as well', () => {
    const found = slowWrites(evidenceOf((s) => (inTheMiddle(s) ? { ms: ALL_SLOW } : {})));
    expect(found).toBeUndefined();
  });
});

describe('what fails', () => {
  it('is rate limiting when it is 429', () => {
    const evidence = failing({ outcome: 'httpError', code: '429', message: 'Slow down.' });
    expect(spansOf(rateLimiting, evidence)).toEqual(MIDDLE);
    expect(rateLimiting(evidence)?.sentence).toBe(
      'From 00:10 to 00:20 the target rejected 20.0\u202f% of the requests with 429 and accepted about 60.0/s.',
    );
    expect(errors(evidence)).toBeUndefined();
  });

  it('is a full queue when it says so', () => {
    const message = 'The job queue is full (5).';
    const evidence = failing({ outcome: 'rpcError', code: '-32000', message });
    expect(spansOf(queueFull, evidence)).toEqual(MIDDLE);
    expect(errors(evidence)).toBeUndefined();
  });

  it('is an error of the service when the code is its own', () => {
    const evidence = failing({ outcome: 'rpcError', code: '-32603', message: 'Internal error.' });
    expect(errors(evidence)).toMatchObject({ confidence: 'high', spans: MIDDLE });
    expect(errors(evidence)?.sentence).toBe(
      'From 00:10 to 00:20, 20.0\u202f% of the requests failed with -32603 (“Internal error.”), at training.start_grpo.',
    );
  });

  it('is the caller’s affair when a wrong question is answered, unless that comes in a spell', () => {
    const group = { outcome: 'rpcError', code: '-40003', message: 'It is completed.' };
    const always = evidenceOf(() => ({ errors: { 1: 8 } }), {
      errors: [{ id: 1, endpoint: 'training.cancel', ...group }],
    });
    expect(errors(always)).toBeUndefined();
    expect(errors(failing(group))).toMatchObject({ confidence: 'medium', spans: MIDDLE });
  });

  it('is nothing when it is two requests in thirty seconds', () => {
    const evidence = evidenceOf((s) => (s === 4 || s === 20 ? { errors: { 1: 1 } } : {}), {
      errors: [{ id: 1, endpoint: 'a', outcome: 'httpError', code: '500', message: 'Oops.' }],
    });
    expect(errors(evidence)).toBeUndefined();
  });

  it('is a cliff when it is at the time-out', () => {
    const evidence = failing({ outcome: 'timeout', code: 'timeout', message: 'No answer.' });
    expect(timeoutCliff(evidence)?.sentence).toBe(
      'From 00:10 to 00:20, 20.0\u202f% of the requests ended at the plan’s timeout of 30.0\u202fs: training.start_grpo.',
    );
  });
});

describe('silences', () => {
  const stall = (fromMs: number, lengthMs: number) => ({
    fromMs,
    toMs: fromMs + lengthMs,
    waiting: 18,
    methods: ENDPOINTS,
  });
  const pauses = [10_000, 11_500, 13_010, 14_490, 16_000].map((at) => stall(at, 500));

  it('that come back in a steady period are pauses', () => {
    const found = periodicPauses(evidenceOf(undefined, { stalls: pauses }));
    expect(found).toMatchObject({
      confidence: 'high',
      spans: [{ fromMs: 10_000, toMs: 16_500 }],
    });
    expect(found?.sentence).toBe(
      'From 00:10 to 00:16 the service paused every 1.50\u202fs for about 500\u202fms, 5 times.',
    );
  });

  it('that come at random are not', () => {
    const random = [3000, 4100, 9700, 11_000, 17_900].map((at) => stall(at, 500));
    expect(periodicPauses(evidenceOf(undefined, { stalls: random }))).toBeUndefined();
  });

  it('of four seconds are a standstill, and are the generator’s own when it was late itself', () => {
    const stalls = [stall(10_200, 4000)];
    expect(standstill(evidenceOf(undefined, { stalls }))).toMatchObject({
      spans: [{ fromMs: 10_200, toMs: 14_200 }],
      sentence:
        'From 00:10 to 00:14 there were no responses for 4.00\u202fs; then the 18 waiting requests completed almost at once.',
    });
    const late = evidenceOf((s) => (s === 14 ? { generator: { lagMs: 3900 } } : {}), { stalls });
    expect(standstill(late)).toBeUndefined();
    expect(standstill(evidenceOf(undefined, { stalls: pauses }))).toBeUndefined();
  });

  it('are not the whole service’s when one of its usual methods never had to wait', () => {
    const stalls = pauses.map((one) => ({ ...one, methods: ['training.start_grpo'] }));
    expect(periodicPauses(evidenceOf(undefined, { stalls }))).toBeUndefined();
  });

  it('need not be complete: spikes of latency in a steady period are pauses too', () => {
    const found = periodicPauses(
      evidenceOf((s) => (s % 5 === 3 ? { p95Ms: 900 } : {}), { length: 40 }),
    );
    expect(found).toMatchObject({ confidence: 'medium', spans: [{ fromMs: 2100, toMs: 38_000 }] });
  });
});

describe('a slow service', () => {
  it('has one slow method when the others stay as they were', () => {
    const found = slowMethod(
      evidenceOf((s) => (inTheMiddle(s) ? { ms: { 'training.get_status': 250 } } : {})),
    );
    expect(found).toMatchObject({
      confidence: 'high',
      spans: MIDDLE,
      sentence:
        'From 00:10 to 00:20 the p50 of training.get_status went from 10.4\u202fms to 260\u202fms; the other 2 endpoints did not change.',
    });
  });

  it('is slow in all methods alike', () => {
    const evidence = evidenceOf((s) => (inTheMiddle(s) ? { ms: ALL_SLOW } : {}));
    expect(slowMethod(evidence)).toBeUndefined();
    expect(latencyRaised(evidence)).toMatchObject({ confidence: 'high', spans: MIDDLE });
  });

  it('is not said to be slower for no reason when there were more users', () => {
    const more = evidenceOf((s) => (inTheMiddle(s) ? { ms: ALL_SLOW, users: 60 } : {}));
    expect(latencyRaised(more)).toBeUndefined();
  });

  it('has a knee when users and requests in flight grow, but not the rate', () => {
    const ramp = evidenceOf((s) => ({
      users: 10 + 5 * s,
      requests: Math.min(100, 20 + 10 * s),
      inFlight: 2 + (s > 8 ? 5 * (s - 8) : 0),
    }));
    const found = throughputCeiling(ramp);
    expect(found).toMatchObject({ title: 'Throughput ceiling at 100/s' });
    expect(found?.sentence).toBe(
      'The knee is at 50 users: from 00:11 to 00:30 throughput stayed at 100/s while requests in flight grew from 2 to 102.',
    );
    const wide = evidenceOf((s) => ({ users: 10 + 5 * s, requests: 20 + 10 * s, inFlight: 2 + s }));
    expect(throughputCeiling(wide)).toBeUndefined();
  });
});

describe('what the target tells', () => {
  it('grows when memory does, step by step', () => {
    const memoryBytes = seriesOf('rss', (s) => 150e6 + 25e6 * Math.min(10, Math.max(0, s - 10)));
    expect(memoryGrowth(evidenceOf(undefined, { target: { memoryBytes } }))).toMatchObject({
      spans: [{ fromMs: 11_250, toMs: 20_250 }],
      sentence:
        'From 00:11 to 00:20 the target’s memory grew from 150\u202fMB to 400\u202fMB: 27.8\u202fMB per second, 463\u202fkB per request.',
    });
  });

  it('grows slowly, too, if it goes on for minutes after the first one', () => {
    const slowly = (perSecond: number) => {
      const memoryBytes = seriesOf('rss', (s) => 200e6 + perSecond * s, 300);
      return memoryGrowth(evidenceOf(undefined, { length: 300, target: { memoryBytes } }));
    };
    expect(slowly(500_000)).toMatchObject({ spans: [{ fromMs: 85_000, toMs: 295_000 }] });
    expect(slowly(100_000)).toBeUndefined();
  });

  it('does not grow for what a process takes to begin its work', () => {
    const memoryBytes = seriesOf('rss', (s) => 94e6 + 3e6 * Math.min(s, 35), 60);
    expect(
      memoryGrowth(evidenceOf(undefined, { length: 60, target: { memoryBytes } })),
    ).toBeUndefined();
  });

  it('does not grow in one leap', () => {
    const memoryBytes = seriesOf('rss', (s) => (s < 12 ? 150e6 : 400e6));
    expect(memoryGrowth(evidenceOf(undefined, { target: { memoryBytes } }))).toBeUndefined();
  });

  it('is a queue that grows when jobs come faster than they are done', () => {
    const jobQueue = seriesOf('queue_length', (s) => Math.max(0, 3 * (s - 5)));
    expect(jobQueueGrowing(evidenceOf(undefined, { target: { jobQueue } }))).toMatchObject({
      confidence: 'high',
      sentence:
        'From 00:07 to 00:30 the queue grew from 0 to 72 jobs, 188 per minute: jobs arrived faster than they were completed.',
    });
  });
});
