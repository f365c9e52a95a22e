import fc from 'fast-check';
import { expect, it } from 'vitest';
import { OUTCOMES } from '@/lib/stats/outcome';
import { packSampleKind, unpackSampleKind } from './sample-kind';

it('an ok sample of one of the first sixteen endpoints takes one byte', () => {
  expect(packSampleKind(0, 15, 0)).toBe(120);
});

it('unpacks what was packed', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: OUTCOMES.length - 1 }),
      fc.integer({ min: 0, max: 4095 }),
      fc.integer({ min: 0, max: 65_535 }),
      (outcome, endpoint, error) => {
        expect(unpackSampleKind(packSampleKind(outcome, endpoint, error))).toEqual({
          outcome: OUTCOMES[outcome],
          endpoint,
          error,
        });
      },
    ),
  );
});

it('refuses a kind with an outcome that does not exist', () => {
  expect(() => unpackSampleKind(7)).toThrow('Sample kind 7 has no known outcome.');
});
