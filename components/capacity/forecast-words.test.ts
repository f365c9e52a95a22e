import { expect, it } from 'vitest';
import { forecastGrowth } from '@/lib/capacity/fitting/growth';
import type { CapacityPage } from '@/lib/capacity/model';
import { forecastSentences } from './forecast-words';

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
  expect(forecastSentences({ forecasts: forecast(26, 'linear'), traffic, line: LINE })).toEqual([
    'Growing by 2 users a day, the line is reached on 2026-11-09, between 2026-11-09 and 2026-11-09.',
  ]);
});

it('does not name days that are too far ahead', () => {
  const [sentence] = forecastSentences({ forecasts: forecast(60, 'linear'), traffic, line: LINE });
  expect(sentence).toContain('the line is not reached before 2026-11-11');
  expect(sentence).toContain('Later dates are not forecast');
});

it('asks for what it needs', () => {
  const few = { ...traffic, points: traffic.points.slice(0, 2) };
  expect(forecastSentences({ forecasts: [], traffic: few, line: LINE })[0]).toContain('four days');
  expect(forecastSentences({ forecasts: [], traffic, line: { state: 'no-data' } })[0]).toContain(
    'find the safe load first',
  );
});
