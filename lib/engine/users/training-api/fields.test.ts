import fc from 'fast-check';
import { expect, it } from 'vitest';
import { readInstant } from './fields';

it.each([
  ['2025-11-23T10:00:00.250Z', 1_763_892_000_250, 1],
  ['2025-11-23T11:00:00.25+01:00', 1_763_892_000_250, 10],
  ['2025-11-23T11:00:00+0100', 1_763_892_000_000, 1000],
  ['2025-11-23 10:00:00', 1_763_892_000_000, 1000],
  ['2025-11-23T10:00:00.250500', 1_763_892_000_250.5, 0.001],
])('%s is %d ms after 1970, to %d ms', (text, epochMs, resolutionMs) => {
  expect(readInstant(text)).toEqual({ epochMs, resolutionMs });
});

it.each([undefined, '', 'soon', '1763892000', '2025-11-23', '2025-13-23T10:00:00Z'])(
  '%s is no instant',
  (text) => {
    expect(readInstant(text)).toBeUndefined();
  },
);

it('reads back whatever toISOString writes', () => {
  fc.assert(
    fc.property(fc.date({ noInvalidDate: true, min: new Date(0), max: new Date(4e12) }), (date) => {
      const instant = readInstant(date.toISOString());
      expect(instant).toEqual({ epochMs: date.getTime(), resolutionMs: 1 });
    }),
  );
});
