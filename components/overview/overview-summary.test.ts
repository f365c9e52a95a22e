import { expect, it } from 'vitest';
import type { RunListItem } from '@/lib/runs/model';
import { overviewSummary } from './overview-summary';

const nowMs = Date.parse('2026-11-23T09:00:00Z');
const run: RunListItem = {
  number: 12,
  scenario: 'Moderate',
  target: 'Reference service',
  status: 'finished',
  isStale: false,
  brokenBeside: 0,
  isBaseline: false,
  labels: [],
  queuedAt: '2026-11-23T08:40:00Z',
  endedAt: '2026-11-23T08:57:00Z',
  durationMs: 600_000,
  plannedMs: 600_000,
  peakUsers: 100,
  requests: 24_580,
  requestsPerSecond: 40.94,
  p95Ms: 312.4,
  failureRate: 0.0058,
};

it('says how the last run went when nothing is running', () => {
  expect(overviewSummary({ active: [], latest: [run] }, nowMs)).toBe(
    'No active runs. Run 12 (Moderate) ended 3\u202fmin ago: 24,580 requests at 40.9/s, p95\u00a0312\u202fms, error rate 0.58\u202f%.',
  );
});

it('does not praise a run that broke what fails no run', () => {
  const judged = { ...run, verdict: 'pass' as const, brokenBeside: 1 };
  expect(overviewSummary({ active: [], latest: [judged] }, nowMs)).toContain(
    'meets its blocking objectives, but not 1 other: 24,580 requests',
  );
});

it('says what is running and what waits', () => {
  const active: RunListItem[] = [
    { ...run, status: 'running' },
    { ...run, number: 13, status: 'queued' },
  ];
  expect(overviewSummary({ active, latest: [] }, nowMs)).toBe(
    'Run 12 (Moderate) is running on Reference service. 1 run is queued.',
  );
});

it('invites to a first run', () => {
  expect(overviewSummary({ active: [], latest: [] }, nowMs)).toBe(
    'No runs yet. Run “Light” to see how your target handles 20 users.',
  );
});
