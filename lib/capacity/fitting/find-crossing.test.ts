import { expect, it } from 'vitest';
import { findCrossing } from './find-crossing';

const at = (pairs: [number, number][]) => pairs.map(([load, value]) => ({ load, value }));

it('lies on the line between the last load that held and the first that did not', () => {
  expect(
    findCrossing(
      at([
        [10, 50],
        [20, 100],
        [40, 300],
      ]),
      200,
    ),
  ).toEqual({
    state: 'crosses',
    load: 30,
    low: 20,
    high: 40,
    isMonotone: true,
  });
});

it('takes the median of several values at one load', () => {
  expect(
    findCrossing(
      at([
        [10, 50],
        [10, 500],
        [10, 60],
        [20, 260],
      ]),
      160,
    ),
  ).toMatchObject({
    load: 15,
  });
});

it('says that the limit was not reached, or was broken from the start', () => {
  expect(
    findCrossing(
      at([
        [10, 50],
        [20, 60],
      ]),
      100,
    ),
  ).toEqual({ state: 'not-reached', above: 20 });
  expect(
    findCrossing(
      at([
        [10, 150],
        [20, 60],
      ]),
      100,
    ),
  ).toEqual({ state: 'below-all', below: 10 });
  expect(findCrossing([], 100)).toBeUndefined();
});

it('tells where a larger load held again', () => {
  expect(
    findCrossing(
      at([
        [10, 50],
        [20, 150],
        [30, 80],
      ]),
      100,
    ),
  ).toMatchObject({
    isMonotone: false,
  });
});
