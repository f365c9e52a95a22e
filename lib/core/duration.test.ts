import { describe, expect, it } from 'vitest';
import { clock, latency, parseSpan, span } from './duration';
import { textOf } from './number';

describe('durations', () => {
  it('shows a latency in ms below 1,000, then in s', () => {
    expect(textOf(latency(312.4))).toBe('312\u202fms');
    expect(textOf(latency(0.8512))).toBe('0.851\u202fms');
    expect(textOf(latency(999.7))).toBe('1.00\u202fs');
    expect(textOf(latency(1245))).toBe('1.25\u202fs');
    expect(textOf(latency(undefined))).toBe('–');
  });

  it('says a length of time in its two largest units', () => {
    expect(span(600_000)).toBe('10\u202fmin');
    expect(span(90_000)).toBe('1\u202fmin 30\u202fs');
    expect(span(400)).toBe('400\u202fms');
    expect(span(0)).toBe('0\u202fs');
    expect(span(3_600_000 * 25)).toBe('1\u202fd 1\u202fh');
  });

  it('shows a run clock with hours only when there are any', () => {
    expect(clock(83_456)).toBe('01:23');
    expect(clock(83_456, true)).toBe('01:23.4');
    expect(clock(3_723_000)).toBe('1:02:03');
  });

  it('reads a length of time as people type it', () => {
    expect(parseSpan('90')).toBe(90_000);
    expect(parseSpan('90 s')).toBe(90_000);
    expect(parseSpan('5 min')).toBe(300_000);
    expect(parseSpan('1h 30m')).toBe(5_400_000);
    expect(parseSpan('2:30')).toBe(150_000);
    expect(parseSpan('1.5 min')).toBe(90_000);
    expect(parseSpan('soon')).toBeUndefined();
    expect(parseSpan('')).toBeUndefined();
  });

  it('reads back what it writes', () => {
    expect(parseSpan(span(5_430_000))).toBe(5_430_000 - 30_000);
    expect(parseSpan(span(90_000))).toBe(90_000);
  });
});
