import { expect, it } from 'vitest';
import { parameterText } from './parameter-text';

it('writes what is very small as a power of ten', () => {
  expect(parameterText(0.000001736)).toBe('1.736 × 10⁻⁶');
  expect(parameterText(0.0277285)).toBe('0.02773');
  expect(parameterText(89.99523)).toBe('90');
  expect(parameterText(0)).toBe('0');
  expect(parameterText(undefined)).toBe('–');
});
