import { expect, it } from 'vitest';
import { fitScaling } from '@/lib/capacity/fitting/fit-scaling';
import { forecastGrowth } from '@/lib/capacity/fitting/growth';
import type { CapacityPage } from '@/lib/capacity/model';
import {
  capacitySummary,
  forecastSummary,
  goodputSummary,
  parameterText,
  whatIfSummary,
} from './capacity-summary';

const PAGE = {
  chosen: { target: 'Staging', familyHash: 'f', scenarios: ['Moderate'], unit: 'users', runs: 4 },
  profile: { slug: 'strict', name: 'Strict', objectives: [] },
  points: [{}],
  line: {
    state: 'known',
    line: {
      load: 182,
      low: 150,
      high: 200,
      throughput: 45.2,
      from: 'runs',
      objective: 'Response time p95 at most 200 ms',
    },
  },
} as unknown as CapacityPage;

it('says what is carried, what breaks first, and what is left', () => {
  const headRoom = { now: { id: 1, at: '2026-11-20', value: 91 }, line: 182, share: 0.5 };
  expect(capacitySummary({ ...PAGE, headRoom })).toBe(
    'Staging safely carries 182 users (150 to 200 users) at 45.2/s within Strict. First objective to fail beyond that: response time p95 at most 200 ms. The latest observed traffic, 91 users, leaves 50.0\u202f% headroom. Runs at three steady load levels (ideally six) are needed to fit a scaling model.',
  );
});

it('does not claim a line that nobody reached', () => {
  expect(capacitySummary({ ...PAGE, line: { state: 'not-reached', above: 100 } })).toContain(
    'met Strict up to 100 users, the highest load measured. The safe load is higher.',
  );
  expect(capacitySummary({ ...PAGE, line: { state: 'no-data' } })).toContain(
    'Run a search to find out.',
  );
});

it('names the peak of the curve, or that there is none in sight', () => {
  const peaked = fitScaling(
    [1, 4, 8, 16, 32, 64].map((n) => ({
      n,
      throughput: (10 * n) / (1 + 0.05 * (n - 1) + 0.001 * n * (n - 1)),
    })),
  );
  expect(capacitySummary({ ...PAGE, fit: peaked })).toContain(
    'Throughput peaks at 90.4/s with about 31 users',
  );
  const line = fitScaling([1, 4, 8, 16, 32, 64].map((n) => ({ n, throughput: 10 * n })));
  expect(capacitySummary({ ...PAGE, fit: line })).toContain('no limit was reached.');
});

const DAY = 86_400_000;
const START = Date.parse('2026-11-01T00:00:00Z');
const seen = [10, 12, 14, 16, 18, 20].map((value, i) => ({ atMs: START + i * DAY, value }));
const LINE = { state: 'known', line: { load: 26 } } as CapacityPage['line'];
const traffic = {
  unit: 'users',
  points: seen.map(({ value }, id) => ({ id, at: '', value })),
} as CapacityPage['traffic'];
const forecast = (line: number, growth: 'linear' | 'compound') =>
  [forecastGrowth(seen, { value: line, low: line, high: line }, growth)].flatMap(
    (one) => one ?? [],
  );

it('names the day and its interval', () => {
  expect(forecastSummary({ forecasts: forecast(26, 'linear'), traffic, line: LINE })).toEqual([
    'Linear growth (2 users per day): the safe load is reached on 2026-11-09, between 2026-11-09 and 2026-11-09.',
  ]);
});

it('does not name days that are too far ahead', () => {
  const [sentence] = forecastSummary({ forecasts: forecast(60, 'linear'), traffic, line: LINE });
  expect(sentence).toContain('the safe load is not expected to be reached before 2026-11-11');
  expect(sentence).toContain('Later dates are not forecast');
});

it('asks for what it needs', () => {
  const few = { ...traffic, points: traffic.points.slice(0, 2) };
  expect(forecastSummary({ forecasts: [], traffic: few, line: LINE })[0]).toContain('four days');
  expect(forecastSummary({ forecasts: [], traffic, line: { state: 'no-data' } })[0]).toContain(
    'find the safe load first',
  );
});

it('writes what is very small as a power of ten', () => {
  expect(parameterText(0.000001736)).toBe('1.736 × 10⁻⁶');
  expect(parameterText(0.0277285)).toBe('0.02773');
  expect(parameterText(89.99523)).toBe('90');
  expect(parameterText(0)).toBe('0');
  expect(parameterText(undefined)).toBe('–');
});

const WHAT_IF_PAGE = {
  chosen: { unit: 'users' },
  line: { state: 'known', line: { load: 40 } },
  whatIf: {
    asked: { now: 2, after: 4, costFactor: 1 },
    answer: { low: 1.5, high: 2, from: 'law' },
    measured: 0,
  },
} as CapacityPage;

it('says where the line would be, and that it is a model of what', () => {
  expect(whatIfSummary(WHAT_IF_PAGE)).toBe(
    'With 4 instead of 2, the safe load would move from 40 users to between 60 users (if all contention measured here is in shared resources) and 80 users (if none is). Run a search to verify.',
  );
});

it('carries on what was measured', () => {
  const answer = { factor: 1.8, low: 1.8, high: 2, from: 'measured' as const };
  expect(
    whatIfSummary({
      ...WHAT_IF_PAGE,
      whatIf: { ...WHAT_IF_PAGE.whatIf, answer, measured: 2 },
    }),
  ).toBe(
    'With 4 instead of 2, the safe load would move from 40 users to 72 users (linear scaling: 80 users). Extrapolated from 2 searches at different counts; run a search to verify.',
  );
});

it('says what it lacks', () => {
  const noLine = { ...WHAT_IF_PAGE, line: { state: 'no-data' as const } };
  expect(whatIfSummary(noLine)).toContain('Find the safe load first');
  const noCurve = {
    ...WHAT_IF_PAGE,
    whatIf: { ...WHAT_IF_PAGE.whatIf, answer: undefined },
  };
  expect(whatIfSummary(noCurve)).toContain('measure more load levels');
});

it('prices a thousand jobs', () => {
  const goodput = {
    goodput: 45.2,
    jobsPerHour: 48_000,
    pricePerHour: 12,
    costPerThousandJobs: 0.25,
  };
  expect(goodputSummary({ goodput })).toBe(
    'Goodput at the safe load: 45.2/s, about 48,000 jobs started per hour. Cost per 1,000 jobs: 0.250, in the currency of the price.',
  );
  expect(goodputSummary({ goodput: {} })).toBe('');
});
