import { expect, test } from 'vitest';
import type { ScheduleView } from '@/lib/automation/model';
import { automationSummary } from './automation-summary';

const NOW = Date.parse('2026-11-27T21:00:00Z');
const nightly: ScheduleView = {
  id: 1,
  name: 'Nightly',
  enabled: true,
  cron: '0 2 * * *',
  timeZone: 'UTC',
  jitterMs: 0,
  skipIfRunning: true,
  firings: [],
  when: 'Every night at 02:00',
  start: { kind: 'scenario', scenario: 'light', target: 'Reference service' },
  what: 'Light on Reference service',
  nextAt: '2026-11-28T02:00:00.000Z',
};

test('the next start is told, with what it starts', () => {
  expect(automationSummary({ schedules: [nightly], missed: 0 }, NOW)).toBe(
    'Next: Nightly, in 5\u202fh (Light on Reference service).',
  );
});

test('what was missed is told whatever starts next', () => {
  const off = { ...nightly, enabled: false, nextAt: undefined };
  expect(automationSummary({ schedules: [off], missed: 2 }, NOW)).toBe(
    'All schedules are disabled. 2 starts were missed or failed in the last 7 days.',
  );
  expect(automationSummary({ schedules: [], missed: 1 }, NOW)).toBe(
    'No schedules. Runs start manually. 1 start was missed or failed in the last 7 days.',
  );
});
