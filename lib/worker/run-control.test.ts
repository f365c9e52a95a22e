import { expect, it } from 'vitest';
import { reportOf } from '@/lib/testing/report-of';
import { createStopAfter } from './run-control';

const second = (jobs?: number) => {
  const report = reportOf(0, [{ serviceUs: 5 }, { serviceUs: 5 }]);
  const gauges = { queued: 0, running: 0, completed: jobs ?? 0, failed: 0, cancelled: 0 };
  return jobs === undefined ? report : { ...report, tick: { ...report.tick, jobs: gauges } };
};

it('has enough once so many requests were sent, or so many jobs have ended', () => {
  const requests = createStopAfter({ requests: 5 });
  expect([second(), second(), second()].map(requests)).toEqual([false, false, true]);
  const jobs = createStopAfter({ jobsEnded: 3 });
  expect([second(), second(2), second(3)].map(jobs)).toEqual([false, false, true]);
  const none = createStopAfter(undefined);
  expect([second(), second(1000)].map(none)).toEqual([false, false]);
});
