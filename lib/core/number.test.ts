import { describe, expect, it } from 'vitest';
import { bytes, count, percent, rate, signedPercent, textOf, threeDigits } from './number';

describe('numbers', () => {
  it('groups a count and keeps every digit', () => {
    expect(count(24_580)).toBe('24,580');
    expect(count(0)).toBe('0');
    expect(count(undefined)).toBe('–');
  });

  it('keeps three significant digits', () => {
    expect(threeDigits(40.94)).toBe('40.9');
    expect(threeDigits(0.5834)).toBe('0.583');
    expect(threeDigits(1245.4)).toBe('1,250');
    expect(threeDigits(999.6)).toBe('1,000');
    expect(threeDigits(5)).toBe('5.00');
    expect(threeDigits(0)).toBe('0');
  });

  it('puts a rate right before its unit', () => {
    expect(textOf(rate(40.94))).toBe('40.9/s');
    expect(textOf(rate(undefined))).toBe('–');
  });

  it('never rounds a rare failure to none', () => {
    expect(textOf(percent(0.005833))).toBe('0.58\u202f%');
    expect(textOf(percent(0.000_001))).toBe('<0.01\u202f%');
    expect(textOf(percent(0))).toBe('0\u202f%');
    expect(textOf(percent(0.1234))).toBe('12.3\u202f%');
    expect(textOf(percent(1.234))).toBe('123\u202f%');
    expect(textOf(percent(1))).toBe('100\u202f%');
    expect(textOf(percent(0.999_95))).toBe('>99.9\u202f%');
  });

  it('names memory in decimal units', () => {
    expect(textOf(bytes(16_800_000_000))).toBe('16.8\u202fGB');
    expect(textOf(bytes(512))).toBe('512\u202fB');
  });
});

it('gives a share its sign', () => {
  expect(textOf(signedPercent(0.3412))).toBe('+34.1\u202f%');
  expect(textOf(signedPercent(-0.155))).toBe('−15.5\u202f%');
  expect(textOf(signedPercent(0))).toBe('0\u202f%');
  expect(textOf(signedPercent(1.85))).toBe('+185\u202f%');
  expect(textOf(signedPercent(0.9995))).toBe('>+99.9\u202f%');
});

it('gives a factor where a change is beyond ±1,000 %', () => {
  expect(textOf(signedPercent(10))).toBe('+1000\u202f%');
  expect(textOf(signedPercent(11))).toBe('×\u202f12');
  expect(textOf(signedPercent(-11))).toBe('×\u202f12');
  expect(textOf(signedPercent(11.345))).toBe('×\u202f12.3');
  expect(textOf(signedPercent(1233))).toBe('×\u202f1,230');
});

it('says nothing of nothing', () => {
  expect(textOf(signedPercent(undefined))).toBe('–');
});
