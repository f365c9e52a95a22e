import { expect, it } from 'vitest';
import type { Run } from '@/lib/store/generated/client';
import { type JudgedStep, judgeStep } from './judge-step';

const P95 = { metric: 'p95', max: 200 } as const;
const verdict = (actual: number, word = actual > 200 ? 'fail' : 'pass') => ({
  objective: P95,
  verdict: word,
  actual,
  limit: 200,
});
const runWith = (verdicts: object[], over: Partial<Run> = {}): Run =>
  ({
    durationMs: 15_000,
    requests: 900,
    failureRate: 0,
    p95Ms: 150,
    validity: 'valid',
    verdicts: JSON.stringify(verdicts),
    findings: null,
    validityReasons: '[]',
    ...over,
  }) as Run;
const STEP: JudgedStep = {
  load: 60,
  isOpen: true,
  settleMs: 5000,
  objectives: [P95],
  answered: 600,
  waited: [3, 2, 4, 3, 2, 3, 4, 2, 3, 3],
};
const SHORT = JSON.stringify([
  { code: 'shortfall', level: 'invalid', message: 'The load was short.' },
]);

it('judges a step by what its objectives came to', () => {
  expect(judgeStep(runWith([verdict(150)]), STEP)).toMatchObject({
    kind: 'judged',
    result: { holds: true, sure: false, throughput: 60, strain: 0.75, measuredMs: 10_000 },
  });
  expect(judgeStep(runWith([verdict(240)]), STEP)).toMatchObject({
    result: {
      holds: false,
      strain: 1.2,
      broke: 'Response time p95 at most 200\u202fms, measured 240\u202fms.',
    },
  });
});

it('breaks a step that does not keep up, though its objectives hold', () => {
  const behind = { ...STEP, answered: 500, waited: [3, 9, 15, 22, 28, 33, 41, 48, 52, 60] };
  expect(judgeStep(runWith([verdict(150)]), behind)).toMatchObject({
    result: {
      holds: false,
      broke: 'The service did not keep up: 60.0/s arrived, 50.0/s completed, and the backlog grew.',
    },
  });
});

it('believes no step that held while the load was short of the plan, and marks one that broke', () => {
  const short = { validity: 'invalid', validityReasons: SHORT };
  expect(judgeStep(runWith([verdict(150, 'no-data')], short), STEP)).toEqual({
    kind: 'unbelievable',
    message: 'The load was short.',
  });
  expect(judgeStep(runWith([verdict(240, 'no-data')], short), STEP)).toMatchObject({
    result: { holds: false, doubt: 'The load was short.' },
  });
  const dropped = { validity: 'invalid', validityReasons: SHORT.replace('shortfall', 'dropped') };
  expect(judgeStep(runWith([verdict(150, 'no-data')], dropped), STEP)).toMatchObject({
    kind: 'judged',
    result: { holds: true, doubt: undefined },
  });
});

it('takes a value that the generator may have raised above the limit for no violation', () => {
  const reason = 'Not evaluated: between 150 ms and 240 ms.';
  const open = { ...verdict(240, 'no-data'), bounds: { low: 150, high: 240 }, reason };
  expect(judgeStep(runWith([open]), STEP)).toEqual({ kind: 'unbelievable', message: reason });
});

it('does not hold without data', () => {
  const empty = { objective: P95, verdict: 'no-data', reason: 'No request has an answer.' };
  expect(judgeStep(runWith([empty]), STEP)).toEqual({
    kind: 'no-data',
    message: 'No request has an answer.',
  });
});
