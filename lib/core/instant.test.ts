import { describe, expect, it } from 'vitest';
import { fullInstant, relativeInstant, shortInstant } from './instant';

const place = { timeZone: 'Europe/Berlin', nowMs: Date.parse('2026-11-23T09:00:00Z') };

describe('instants', () => {
  it('leaves out what today makes plain', () => {
    expect(shortInstant('2026-11-23T08:03:00Z', place)).toBe('09:03');
    expect(shortInstant('2026-11-22T08:03:00Z', place)).toBe('22\u202fNov 09:03');
    expect(shortInstant('2025-11-22T08:03:00Z', place)).toBe('22\u202fNov 2025 09:03');
  });

  it('names the zone when asked for everything', () => {
    expect(fullInstant('2026-11-23T08:03:43Z', 'Europe/Berlin')).toBe(
      'Monday 23 November 2026, 09:03:43 (Europe/Berlin, GMT+1)',
    );
  });

  it('says how long ago', () => {
    expect(relativeInstant('2026-11-23T08:59:58Z', place.nowMs)).toBe('just now');
    expect(relativeInstant('2026-11-23T08:57:00Z', place.nowMs)).toBe('3\u202fmin ago');
    expect(relativeInstant('2026-11-21T08:57:00Z', place.nowMs)).toBe('2\u202fd ago');
    expect(relativeInstant('2026-11-23T11:00:00Z', place.nowMs)).toBe('in 2\u202fh');
  });
});
