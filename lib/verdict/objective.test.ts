import { describe, expect, it } from 'vitest';
import type { Objective } from '@/lib/plan/objective';
import { Histogram, summariseLatency } from '@/lib/stats/histogram';
import { type BoundedSummary, type Latencies, latencyFigures } from '@/lib/stats/latencies';
import { WindowTally } from '@/lib/stats/window-tally';
import { reportOf } from '@/lib/testing/report-of';
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

/** As measured, and between what it lies: p95 in ms. */
const bounded = (low: number, measured: number, high?: number): BoundedSummary => ({
  measured: { samples: 100, p95Ms: measured },
  low: { samples: 100, p95Ms: low },
  ...(high !== undefined && {
    high: { samples: 100, p95Ms: Number.isFinite(high) ? high : undefined },
  }),
});

const withBounds = (response: BoundedSummary, failures = 0): Partial<ObjectiveEvidence> => {
  const figures = { response, service: response };
  const unmeasured = { dropped: 0, aborted: 0, ownFailures: 0 };
  const latencies = { all: figures, successful: figures, unmeasured };
  return { measured: () => ({ ...MEASURED, failures, latencies }) };
};

describe('the generator’s own error', () => {
  const p95 = (max: number): Objective => ({ metric: 'p95', max });

  it.each([
    ['365 ms with up to 100 ms of it ours, against 10 s', bounded(265, 365), p95(10_000), 'pass'],
    ['a limit below all of it', bounded(265, 365), p95(200), 'fail'],
    ['a limit within it', bounded(265, 365), p95(300), 'no-data'],
    ['a limit at its upper end', bounded(265, 365), p95(365), 'pass'],
    ['dropped requests that could have broken it', bounded(90, 100, 400), p95(200), 'no-data'],
    ['so many dropped that there is no bound', bounded(90, 100, Infinity), p95(200), 'no-data'],
    ['dropped requests that could not have met it', bounded(250, 260, Infinity), p95(200), 'fail'],
  ])('%s', (_, response, objective, verdict) => {
    expect(judge(objective, withBounds(response)).verdict).toBe(verdict);
  });

  it('says between what the figure lies, and what to do', () => {
    const verdict = judge(p95(300), withBounds(bounded(265, 365)));
    expect(verdict).toMatchObject({ actual: 365, bounds: { low: 265, high: 365 }, limit: 300 });
    expect(verdict.reason?.replace(/\s/g, ' ')).toBe(
      'Not evaluated: the load generator’s own error leaves it between 265 ms and 365 ms, and the limit is in between. Use a dedicated machine, more generators or a lower rate.',
    );
  });

  it('has no bounds where nothing is open', () => {
    expect(judge(p95(300), withBounds(bounded(100, 100))).bounds).toBeUndefined();
  });

  it('widens what a relative limit is relative to', () => {
    const objective: Objective = { metric: 'p95', maxIncrease: 0.1 };
    const reference = (response: BoundedSummary) => ({
      baseline: {
        name: 'run 1',
        runs: [
          {
            measured: withBounds(response).measured ?? (() => undefined),
            job: () => undefined,
            target: () => [],
          },
        ],
      },
    });
    const run = withBounds(bounded(100, 105));
    expect(judge(objective, { ...run, reference: reference(bounded(96, 100)) }).verdict).toBe(
      'pass',
    );
    expect(judge(objective, { ...run, reference: reference(bounded(80, 100)) }).verdict).toBe(
      'no-data',
    );
    expect(judge(objective, { ...run, reference: reference(bounded(80, 85)) }).verdict).toBe(
      'fail',
    );
  });

  it('leaves seconds open, one by one', () => {
    const second = (serviceUs: number, errorUs: number): MeasuredSecond => {
      const { windows } = reportOf(0, [{ serviceUs, errorUs }]);
      return { requests: 1, failures: 0, locustFailures: 0, response: [], service: [], windows };
    };
    const seconds = [second(90_000, 0), second(120_000, 40_000), second(300_000, 10_000)];
    const perSecond = (share: number): Objective => ({ ...p95(100), over: 'seconds', share });
    const judged = (share: number) => judge(perSecond(share), { seconds: () => seconds });
    expect(judged(0.3)).toMatchObject({ verdict: 'pass', timeInObjective: 1 / 3 });
    expect(judged(0.5)).toMatchObject({ verdict: 'no-data', bounds: { low: 1 / 3, high: 2 / 3 } });
    expect(judged(0.9)).toMatchObject({ verdict: 'fail' });
  });

  it('counts what held-up users did not send against a minimum of throughput', () => {
    const least: Objective = { metric: 'requestsPerSecond', min: 10.5 };
    expect(judge(least, { shortfall: 0.02 }).verdict).toBe('fail');
    expect(judge(least, { shortfall: 0.2 }).verdict).toBe('no-data');
  });
});

describe('successes and failures', () => {
  /** A quarter takes 150 ms and succeeds, the rest fails within a millisecond. */
  const mostlyFailed = () => {
    const samples = Array.from({ length: 100 }, (_, index) =>
      index % 4 === 0 ? { serviceUs: 150_000 } : { serviceUs: 1000, outcome: 'httpError' as const },
    );
    const tally = WindowTally.of(reportOf(0, samples).windows);
    const figures = (of: Latencies | undefined) => of && latencyFigures(of, 0);
    const latencies = {
      all: latencyFigures(tally.all, 0),
      successful: figures(tally.successful),
      failed: figures(tally.failed),
      unmeasured: { dropped: 0, aborted: 0, ownFailures: 0 },
    };
    return { measured: () => ({ ...MEASURED, requests: 100, failures: 75, latencies }) };
  };
  const p50: Objective = { metric: 'p50', max: 200 };

  it('speaks of successes, and does not pass on the few there are', () => {
    const verdict = judge(p50, mostlyFailed());
    expect(verdict).toMatchObject({ verdict: 'no-data', actual: expect.closeTo(150, 0) });
    expect(verdict.reason?.replace(/\s/g, ' ')).toBe(
      'Not evaluated: only 25.0 % of the requests succeeded. At least 50.0 % must, or their p50 is not that of the load.',
    );
  });

  it('fails where even the few violate the limit', () => {
    expect(judge({ ...p50, max: 100 }, mostlyFailed()).verdict).toBe('fail');
  });

  it.each([
    ['failed', 1],
    ['all', 1],
  ] as const)('speaks of %s requests where it is told to', (requests, actual) => {
    expect(judge({ ...p50, requests }, mostlyFailed())).toMatchObject({ verdict: 'pass', actual });
  });

  it('needs 95 % of successes for a p99, not 99', () => {
    const p99: Objective = { metric: 'p99', max: 200 };
    expect(judge(p99).verdict).toBe('pass');
    const measured = () => ({ ...MEASURED, failures: 6 });
    expect(judge(p99, { measured }).verdict).toBe('no-data');
  });
});

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
