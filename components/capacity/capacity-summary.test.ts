import { expect, it } from 'vitest';
import { fitScaling } from '@/lib/capacity/fitting/fit-scaling';
import type { CapacityPage } from '@/lib/capacity/model';
import { capacitySentence } from './capacity-summary';

const PAGE = {
  chosen: { target: 'Staging', familyHash: 'f', scenarios: ['Moderate'], unit: 'users', runs: 4 },
  profile: { slug: 'strict', name: 'Strict', objectives: [] },
  points: [{}],
  line: {
    state: 'known',
    line: {
      ...{ load: 182, low: 150, high: 200, throughput: 45.2, from: 'runs' },
      objective: 'Response time p95 at most 200 ms',
    },
  },
} as unknown as CapacityPage;

it('says what is carried, what breaks first, and what is left', () => {
  const headRoom = { now: { id: 1, at: '2026-11-20', value: 91 }, line: 182, share: 0.5 };
  expect(capacitySentence({ ...PAGE, headRoom })).toBe(
    'Staging safely carries 182 users (between 150 and 200 users), 45.2/s answered within Strict. Beyond, response time p95 at most 200 ms is broken first. The last observed traffic, 91 users, leaves 50.0\u202f% of that. Runs at three steady levels of load, and better six, would show how it scales.',
  );
});

it('does not claim a line that nobody reached', () => {
  expect(capacitySentence({ ...PAGE, line: { state: 'not-reached', above: 100 } })).toContain(
    'met Strict up to 100 users, the most that was measured: the line lies higher.',
  );
  expect(capacitySentence({ ...PAGE, line: { state: 'no-data' } })).toContain('a search can.');
});

it('names the peak of the curve, or that there is none in sight', () => {
  const peaked = fitScaling(
    [1, 4, 8, 16, 32, 64].map((n) => ({
      n,
      throughput: (10 * n) / (1 + 0.05 * (n - 1) + 0.001 * n * (n - 1)),
    })),
  );
  expect(capacitySentence({ ...PAGE, fit: peaked })).toContain(
    'Throughput peaks at 90.4/s with about 31 users',
  );
  const line = fitScaling([1, 4, 8, 16, 32, 64].map((n) => ({ n, throughput: 10 * n })));
  expect(capacitySentence({ ...PAGE, fit: line })).toContain('its limit has not been seen.');
});
