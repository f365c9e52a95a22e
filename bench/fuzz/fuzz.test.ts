import fc from 'fast-check';
import { expect, it, onTestFinished } from 'vitest';
import { PlimsollError } from '@/lib/core/errors';
import { openTestStore } from '@/lib/testing/open-test-store';
import { fuzz, surface } from './fuzz';
import { storeSurfaces } from './store-surfaces';
import { PURE_SURFACES } from './surfaces';

// Always the same cases; `npm run test:fuzz` sends many more.
const SEED = 20_261_201;

it.each(PURE_SURFACES)('odd $name are taken, or refused with a sentence', async (one) => {
  const { cases, failures } = await fuzz(one, 150, SEED);
  expect([cases, failures]).toEqual([150, []]);
});

it('so is whatever ends in a store', async () => {
  const surfaces = await storeSurfaces(openTestStore());
  onTestFinished(() => {
    Reflect.deleteProperty(globalThis, 'plimsollStore');
  });
  for (const one of surfaces) {
    const { cases, failures } = await fuzz(one, 20, SEED);
    expect([one.name, cases, failures]).toEqual([one.name, 20, []]);
  }
});

it('tells a sentence from a fault, and names the smallest input of one', async () => {
  const send = (input: number) => {
    if (input >= 10) throw new TypeError('cannot read properties of undefined');
    if (input % 2 === 1) throw new PlimsollError('invalid-input', 'It is odd.');
  };
  const cases = fc.nat(20);
  const tally = await fuzz(surface({ name: 'numbers', share: 1, cases, send }), 20, 1);
  expect(tally.failures[0]).toMatch(/^\[10\]\n +TypeError: cannot read/);
  const small = await fuzz(surface({ name: 'numbers', share: 1, cases: fc.nat(9), send }), 20, 1);
  expect(small).toMatchObject({ cases: 20, failures: [] });
  expect(small.refused).toBeGreaterThan(0);
});
