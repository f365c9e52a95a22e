import { describe, expect, it } from 'vitest';
import { runSummary } from './run-summary';

const facts = {
  plannedMs: 600_000,
  elapsedMs: 601_000,
  requests: 24_580,
  requestsPerSecond: 40.94,
  p95Ms: 312.4,
  failureRate: 0.00583,
} as const;

describe('the sentence about a run', () => {
  it('gives the four figures of a finished run', () => {
    expect(runSummary({ status: 'finished', ...facts })).toBe(
      '24,580 requests at 40.9/s, p95\u00a0312\u202fms, error rate 0.58\u202f%.',
    );
  });

  it('says how far a running one has come', () => {
    expect(runSummary({ status: 'running', ...facts, elapsedMs: 83_000, failureRate: 0 })).toBe(
      'Running for 1\u202fmin 23\u202fs of 10\u202fmin: 24,580 requests at 40.9/s, p95\u00a0312\u202fms, no errors.',
    );
  });

  it('says when the load is paused', () => {
    expect(runSummary({ status: 'running', ...facts, elapsedMs: 83_000, paused: true })).toMatch(
      /^Paused after 1\u202fmin 23\u202fs of 10\u202fmin: 24,580 requests/,
    );
  });

  it('does not say of a run whose worker is gone that it is running', () => {
    const stale = { status: 'running', ...facts, elapsedMs: 83_000, isStale: true } as const;
    expect(runSummary(stale)).toMatch(
      /^Its worker stopped responding after 1\u202fmin 23\u202fs of 10\u202fmin: 24,580 requests/,
    );
  });

  it('does not praise the figures of an invalid run', () => {
    expect(runSummary({ status: 'finished', ...facts, validity: 'invalid' })).toBe(
      '24,580 requests sent, but the run is invalid: the load generator was the bottleneck.',
    );
    expect(runSummary({ status: 'finished', ...facts, validity: 'suspect' })).toContain('p95');
  });

  it('does not hide what was broken beside the critical objectives', () => {
    const judged = { status: 'finished', ...facts, verdict: 'pass' } as const;
    expect(runSummary({ ...judged, profile: 'Moderate' })).toMatch(/^Meets Moderate: 24,580/);
    expect(runSummary({ ...judged, profile: 'Moderate', brokenBeside: 1 })).toMatch(
      /^Meets the blocking objectives of Moderate, but not 1 other: 24,580/,
    );
    expect(runSummary({ ...judged, brokenBeside: 2 })).toMatch(
      /^Meets its blocking objectives, but not 2 others: 24,580/,
    );
  });

  it('makes nothing up where there is no data', () => {
    expect(runSummary({ status: 'running', plannedMs: 600_000, elapsedMs: 1000 })).toBe(
      'Running for 1\u202fs of 10\u202fmin: no requests yet.',
    );
    const nothing = { status: 'finished', plannedMs: 3000, elapsedMs: 3000, requests: 0 } as const;
    expect(runSummary(nothing)).toBe('No requests were sent.');
    expect(runSummary({ ...nothing, verdict: 'no-data', profile: 'Moderate' })).toBe(
      'Not evaluated against Moderate: no requests were sent.',
    );
    expect(runSummary({ status: 'stopped', plannedMs: 600_000 })).toBe(
      'Stopped before it started. No requests were sent.',
    );
  });
});
