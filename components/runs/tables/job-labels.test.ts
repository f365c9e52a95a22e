import { expect, it } from 'vitest';
import { textOf } from '@/lib/core/number';
import { cleanUpSummary, jobsSummary, methodLabel, metricValue } from './job-labels';

it('says how a metric is known, and how far off it may be', () => {
  expect(methodLabel({ method: 'service' })).toBe('reported by the service');
  expect(methodLabel({ method: 'polls', worstErrorMs: 480 })).toBe('polling (±480\u202fms)');
  expect(methodLabel({ method: 'polls' })).toBe('polling');
});

it('shows an export rate in bytes per second, everything else as a time', () => {
  expect(textOf(metricValue('exportRate', 1_234_000))).toBe('1.23\u202fMB/s');
  expect(textOf(metricValue('exportRate', 45_600))).toBe('45.6\u202fkB/s');
  expect(textOf(metricValue('queueWait', 1500))).toBe('1.50\u202fs');
  expect(textOf(metricValue('queueWait', undefined))).toBe('–');
});

it('counts the jobs', () => {
  expect(jobsSummary({ started: 1200, ended: 1192, inFlight: 8, untracked: 0, metrics: [] })).toBe(
    '1,200 jobs started: 1,192 ended, 8 in flight when the load ended.',
  );
});

it('says what became of them', () => {
  expect(cleanUpSummary({ cancelled: 1, alreadyEnded: 3, gone: 0, orphans: [] })).toBe(
    'Clean-up: 1 job cancelled, 3 jobs had already ended.',
  );
  expect(cleanUpSummary({ cancelled: 0, alreadyEnded: 0, gone: 0, orphans: [] })).toBe(
    'No jobs left to cancel.',
  );
});
