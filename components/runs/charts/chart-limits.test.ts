import { expect, it } from 'vitest';
import type { Objective } from '@/lib/plan/objective';
import { failureLimits, responseLimits } from './chart-limits';

const judgementOf = (...objectives: Objective[]) => ({
  verdicts: objectives.map((objective) => ({ objective, verdict: 'pass' as const })),
});
const at = (values: Record<string, number>) => [
  { x: 0, values: {} },
  { x: 1000, values },
];

it('draws the limits on percentiles and on failures', () => {
  const judgement = judgementOf(
    { metric: 'p95', max: 200 },
    { metric: 'p99', max: 500, over: 'seconds' },
    { metric: 'failureRate', max: 0.02 },
  );
  expect(responseLimits(judgement, at({ p99: 180, p95: 120 }))).toEqual({
    limits: [
      { value: 200, label: 'p95 200\u202fms' },
      { value: 500, label: 'p99 500\u202fms' },
    ],
    note: undefined,
  });
  expect(failureLimits(judgement, at({ failureRate: 0 })).limits).toEqual([
    { value: 0.02, label: '2.00\u202f%' },
  ]);
});

it('tells a limit in words that would flatten the chart', () => {
  const judgement = judgementOf({ metric: 'p95', max: 2000 });
  expect(responseLimits(judgement, at({ p99: 400 }))).toEqual({
    limits: [],
    note: 'limit p95 2.00\u202fs, above this chart',
  });
  expect(responseLimits(judgement, at({ p99: 500 })).limits).toHaveLength(1);
});

it('draws a relative limit at what it came to, and a limit given twice once', () => {
  const objective: Objective = { metric: 'p95', maxIncrease: 0.1, than: 'baseline' };
  const verdicts = [{ objective, verdict: 'pass' as const, limit: 110 }];
  const twice = { verdicts: [...verdicts, ...judgementOf({ metric: 'p95', max: 110 }).verdicts] };
  expect(responseLimits(twice, at({ p95: 100 })).limits).toEqual([
    { value: 110, label: 'p95 110\u202fms' },
  ]);
});

it('draws nothing that another line would be held to', () => {
  const judgement = judgementOf(
    { metric: 'p95', max: 200, endpoint: 'training.cancel' },
    { metric: 'p95', max: 200, of: 'service' },
    { metric: 'p90', max: 200 },
    { metric: 'p50', min: 5 },
    { metric: 'p99', maxIncrease: 0.1 },
  );
  expect(responseLimits(judgement, at({ p99: 180 }))).toEqual({ limits: [], note: undefined });
  expect(responseLimits(undefined, [])).toEqual({ limits: [], note: undefined });
});
