import { describe, expect, it } from 'vitest';
import type { Objective } from '@/lib/plan/objective';
import { Histogram, summariseLatency } from '@/lib/stats/histogram';
import { judgeObjective, overallVerdict } from './objective';
import type { MeasuredSecond, ObjectiveEvidence } from './objective-evidence';

function histogramOf(ms: readonly number[]): Histogram {
  const histogram = new Histogram();
  for (const value of ms) histogram.record(value * 1000);
  return histogram;
}

function secondOf(ms: readonly number[], failures = 0): MeasuredSecond {
  const encoded = [histogramOf(ms).encode()];
  const requests = ms.length + failures;
  return { requests, failures, locustFailures: 0, response: encoded, service: encoded };
}

/** A hundred requests of 1 to 100 ms, two of which failed, one by Locust's count. */
const MEASURED = {
  requests: 100,
  failures: 2,
  locustFailures: 1,
  requestsPerSecond: 10,
  response: summariseLatency(histogramOf(Array.from({ length: 100 }, (_, index) => index + 1))),
  service: summariseLatency(histogramOf([5])),
};

const evidence: ObjectiveEvidence = {
  validity: 'valid',
  measured: (endpoint) => (endpoint === undefined ? MEASURED : undefined),
  seconds: () => [secondOf([10]), secondOf([20]), secondOf([300], 1), secondOf([])],
  certainty: () => undefined,
  job: (name) => (name === 'cancelToCancelled' ? { p95: 1500, max: 1800 } : undefined),
  target: (name) =>
    name === 'rss'
      ? [{ name, labels: {}, type: 'gauge', atMs: [0, 1000], values: [100, 160] }]
      : [],
};

const judge = (objective: Objective, change: Partial<ObjectiveEvidence> = {}) =>
  judgeObjective(objective, { ...evidence, ...change });

describe('judgeObjective', () => {
  it.each<[Objective, string, number]>([
    [{ metric: 'p95', max: 96 }, 'pass', 95],
    [{ metric: 'p95', max: 90 }, 'fail', 95],
    [{ metric: 'p50', max: 60 }, 'pass', 50],
    [{ metric: 'p95', of: 'service', max: 6 }, 'pass', 5],
    [{ metric: 'max', max: 99 }, 'fail', 100],
    [{ metric: 'mean', max: 51 }, 'pass', 50.5],
    [{ metric: 'failureRate', max: 0.01 }, 'fail', 0.02],
    [{ metric: 'locustFailureRate', max: 0.01 }, 'pass', 0.01],
    [{ metric: 'requestsPerSecond', min: 10 }, 'pass', 10],
    [{ metric: 'requestsPerSecond', min: 10.1 }, 'fail', 10],
    [{ metric: 'job', job: 'cancelToCancelled', max: 2000 }, 'pass', 1500],
    [{ metric: 'job', job: 'cancelToCancelled', statistic: 'max', max: 1700 }, 'fail', 1800],
    [{ metric: 'target', series: 'rss', statistic: 'growth', max: 50 }, 'fail', 60],
    [{ metric: 'target', series: 'rss', max: 160 }, 'pass', 160],
  ])('judges %j: %s', (objective, verdict, actual) => {
    const judged = judge(objective);
    expect(judged.verdict).toBe(verdict);
    expect(judged.actual).toBeCloseTo(actual, 0);
  });

  it.each<[Objective, string]>([
    [{ metric: 'p95', endpoint: 'export', max: 100 }, 'No request to export received a response.'],
    [{ metric: 'target', series: 'queue', max: 5 }, 'The target does not expose the metric queue.'],
    [{ metric: 'job', job: 'queueWait', max: 5 }, 'The run has no data on job queueWait.'],
    [
      { metric: 'p95', maxIncrease: 0.1 },
      'There is no baseline to compare with. Use a valid run of this scenario on this target as baseline.',
    ],
    [
      { metric: 'p95', maxIncrease: 0.1, than: 'history' },
      'There is no earlier valid run of this scenario on this target to compare with.',
    ],
  ])('has no data for %j, which is never a pass', (objective, reason) => {
    expect(judge(objective)).toMatchObject({ verdict: 'no-data', reason });
  });

  it('tells the margin as a share of the limit, and how many seconds were within it', () => {
    const judged = judge({ metric: 'p95', max: 190 });
    expect(judged.margin).toBeCloseTo(0.5, 2);
    expect(judged.secondsJudged).toBe(3);
    expect(judged.timeInObjective).toBeCloseTo(2 / 3);
    // A hundredth of the seconds may be outside; a third was.
    expect(judged.budgetBurn).toBeCloseTo(33.3, 1);
  });

  it('burns the budget of failures by failures', () => {
    expect(judge({ metric: 'failureRate', max: 0.04 }).budgetBurn).toBeCloseTo(0.5);
  });

  it('judges seconds by the share of them that is within the limit', () => {
    const objective = { metric: 'p95', max: 100, over: 'seconds', share: 0.6 } as const;
    const judged = judge(objective);
    expect(judged.verdict).toBe('pass');
    expect(judged.actual).toBeCloseTo(2 / 3);
    expect(judged.limit).toBe(0.6);
    expect(judge({ ...objective, share: 0.7 }).verdict).toBe('fail');
    expect(judge(objective, { seconds: () => [secondOf([])] }).verdict).toBe('no-data');
  });

  it('holds relative limits to the median of the other runs', () => {
    const runs = [80, 90, 100].map((p95Ms) => ({
      ...evidence,
      measured: () => ({ ...MEASURED, response: { samples: 100, p95Ms } }),
    }));
    const reference = { history: { name: 'the latest 3 runs', runs } };
    const objective = { metric: 'p95', maxIncrease: 0.1, than: 'history' } as const;
    const judged = judge(objective, { reference });
    expect(judged.limit).toBeCloseTo(99);
    expect(judged.verdict).toBe('pass');
    expect(judge({ ...objective, maxIncrease: 0.05 }, { reference }).verdict).toBe('fail');
  });

  it('lets nothing pass or fail by an invalid run', () => {
    const judged = judge({ metric: 'p95', max: 200 }, { validity: 'invalid' });
    expect(judged.verdict).toBe('no-data');
    expect(judged.reason).toContain('Invalid run');
  });

  it('says when a percentile is not sure, or its limit within the interval', () => {
    const objective = { metric: 'p95', max: 96 } as const;
    const few = judge(objective, { certainty: () => ({ requestsNeeded: 40 }) });
    expect(few.reason).toBe('Low confidence: p95 needs 40 more requests.');
    const close = judge(objective, {
      certainty: () => ({ requestsNeeded: 0, lowMs: 90, highMs: 99 }),
    });
    expect(close.reason).toBe(
      'Borderline: the limit is within the 95 % confidence interval, 90.0\u202fms to 99.0\u202fms.',
    );
  });
});

describe('overallVerdict', () => {
  const of = (verdict: 'pass' | 'fail' | 'no-data', critical = true) => ({
    objective: { metric: 'p95', max: 1, critical } as const,
    verdict,
  });

  it('fails by any critical objective, and passes only with data for all of them', () => {
    expect(overallVerdict([of('pass'), of('fail'), of('no-data')])).toBe('fail');
    expect(overallVerdict([of('pass'), of('no-data')])).toBe('no-data');
    expect(overallVerdict([of('pass'), of('fail', false)])).toBe('pass');
    expect(overallVerdict([])).toBeUndefined();
  });
});
