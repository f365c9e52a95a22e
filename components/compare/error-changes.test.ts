import { expect, it } from 'vitest';
import type { MeasuredSide } from '@/lib/compare/model';
import { errorChanges } from './error-changes';

const side = (key: string, errors: [message: string, count: number][]) =>
  ({
    key,
    errors: errors.map(([message, count], id) => ({
      id,
      endpoint: 'status',
      outcome: 'http-error',
      code: '503',
      message,
      count,
      firstMs: 0,
      lastMs: 1,
    })),
  }) as unknown as MeasuredSide;

it('tells new errors from resolved ones and those in both', () => {
  const before = side('12', [
    ['busy', 4],
    ['gone', 9],
  ]);
  const after = side('15', [
    ['busy', 5],
    ['new', 1],
  ]);
  expect(
    errorChanges([before, after], '12').map(({ message, is, counts }) => [message, is, counts]),
  ).toEqual([
    ['new', 'new', { '15': 1 }],
    ['gone', 'resolved', { '12': 9 }],
    ['busy', 'in both', { '12': 4, '15': 5 }],
  ]);
});
