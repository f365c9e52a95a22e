import { expect, it } from 'vitest';
import { wilsonInterval } from './wilson-interval';

it('is Wilson’s, as published for 10 of 100', () => {
  const { low = 0, high = 0 } = wilsonInterval(10, 100) ?? {};
  expect([low.toFixed(4), high.toFixed(4)]).toEqual(['0.0552', '0.1744']);
});

it('reaches above none of many, and has nothing to say of nothing', () => {
  expect(wilsonInterval(0, 1000)?.low).toBe(0);
  expect(wilsonInterval(0, 1000)?.high).toBeCloseTo(0.003827, 6);
  expect(wilsonInterval(5, 5)?.high).toBe(1);
  expect(wilsonInterval(0, 0)).toBeUndefined();
});
