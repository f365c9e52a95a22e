import { expect, it } from 'vitest';
import { textOf } from '@/lib/core/number';
import { signedPercent } from './signed-percent';

it('gives a share its sign', () => {
  expect(textOf(signedPercent(0.3412))).toBe('+34.1\u202f%');
  expect(textOf(signedPercent(-0.155))).toBe('−15.5\u202f%');
  expect(textOf(signedPercent(0))).toBe('0\u202f%');
  expect(textOf(signedPercent(1.85))).toBe('+185.0\u202f%');
  expect(textOf(signedPercent(0.9995))).toBe('>+99.9\u202f%');
});

it('says nothing of nothing', () => {
  expect(textOf(signedPercent(undefined))).toBe('–');
});
