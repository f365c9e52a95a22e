import fc from 'fast-check';
import { expect, it } from 'vitest';
import { planText } from './plan-text';

it('puts on one line what fits on one', () => {
  expect(
    planText({
      name: 'Fifty',
      load: {
        model: 'open',
        arrivals: 'constant',
        stages: [
          { durationMs: 300_000, fromRatePerSecond: 0, toRatePerSecond: 50 },
          { durationMs: 300_000, ratePerSecond: 50 },
        ],
      },
      users: [],
    }),
  ).toBe(`{
  "name": "Fifty",
  "load": {
    "model": "open",
    "arrivals": "constant",
    "stages": [
      { "durationMs": 300000, "fromRatePerSecond": 0, "toRatePerSecond": 50 },
      { "durationMs": 300000, "ratePerSecond": 50 }
    ]
  },
  "users": []
}`);
});

it('fills lines with the instants of a replay', () => {
  const lines = planText({ timestampsMs: Array.from({ length: 60 }, (_, at) => at * 1000) }).split(
    '\n',
  );
  expect(lines.length).toBe(9);
  expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(88);
});

it('is the JSON that it was made of', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      expect(JSON.parse(planText(value))).toEqual(JSON.parse(JSON.stringify(value)));
    }),
  );
});
