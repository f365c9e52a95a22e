import { expect, test } from 'vitest';
import { hasEnded, type Job, jobStatuses, mayFollow, moveJob, noProgress } from './job';

test('queued leads to running or cancelled, running to the three ends, and those nowhere', () => {
  const table = Object.fromEntries(
    jobStatuses.map((from) => [from, jobStatuses.filter((to) => mayFollow(from, to))]),
  );
  expect(table).toEqual({
    queued: ['running', 'cancelled'],
    running: ['completed', 'failed', 'cancelled'],
    completed: [],
    failed: [],
    cancelled: [],
  });
  expect(jobStatuses.filter(hasEnded)).toEqual(['completed', 'failed', 'cancelled']);
});

test('a job cannot make a move that the table does not have', () => {
  const job = { id: 'a', status: 'completed', progress: noProgress } as Job;
  expect(() => moveJob(job, 'cancelled')).toThrow(
    'A job that is completed cannot become cancelled.',
  );
});
