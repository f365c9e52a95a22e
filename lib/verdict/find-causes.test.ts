import { expect, it } from 'vitest';
import { findCauses } from './find-causes';
import { evidenceOf, inTheMiddle, type SecondChange, seriesOf } from './testing/evidence-of';

const SLOW = { 'training.cancel': 300, 'training.get_status': 300, 'training.start_grpo': 300 };
const slow = (second: number): SecondChange => (inTheMiddle(second) ? { ms: SLOW } : {});
const POOL = {
  poolInUse: seriesOf('pool_in_use', (second) => (inTheMiddle(second) ? 10 : 2)),
  poolSize: seriesOf('pool_size', () => 10),
  poolWaiting: seriesOf('pool_waiting', (second) => (inTheMiddle(second) ? 7 : 0)),
};
const codes = (evidence: Parameters<typeof findCauses>[0]) =>
  findCauses(evidence).map(({ code }) => code);

it('finds nothing in quiet seconds', () => {
  expect(findCauses(evidenceOf())).toEqual([]);
});

it('leaves out what a cause brings with it', () => {
  expect(codes(evidenceOf(slow))).toEqual(['latency-raised']);
  expect(codes(evidenceOf(slow, { target: POOL }))).toEqual(['pool-exhaustion']);
  const writeWaitMs = seriesOf('write_wait', (second) => (inTheMiddle(second) ? 300 : 5));
  expect(codes(evidenceOf(slow, { target: { ...POOL, writeWaitMs } }))).toEqual(['slow-writes']);
});

it('keeps two causes that have nothing to do with each other, the surer first', () => {
  const memoryBytes = seriesOf('rss', (s) => 150e6 + 25e6 * Math.min(10, Math.max(0, s - 18)));
  const evidence = evidenceOf((s) => (s >= 5 && s < 12 ? { ms: SLOW } : {}), {
    target: { memoryBytes },
  });
  expect(codes(evidence)).toEqual(['memory-growth', 'latency-raised']);
});

it('tells the generator first, and doubts all else', () => {
  const generator = { lateP99Ms: 300, lagMs: 250, cpuShare: 1 };
  const [first, second] = findCauses(evidenceOf((s) => ({ ...slow(s), generator })));
  expect(first).toMatchObject({ code: 'generator-saturated', confidence: 'high' });
  expect(second).toMatchObject({ code: 'latency-raised', confidence: 'low' });
  expect(second?.sentence).toMatch(
    /The load generator was saturated in this run, so confidence is low\.$/,
  );
});
