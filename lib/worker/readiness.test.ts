import { expect, it } from 'vitest';
import { PlimsollError } from '@/lib/core/errors';
import { retire, showAlive } from '@/lib/store/queue/workers';
import { openTestStore } from '@/lib/testing/open-test-store';
import { readinessProblems } from './readiness';

it('is ready while a worker lives and the database answers', async () => {
  const store = openTestStore();
  const problems = () => readinessProblems(async () => store, Date.now());
  expect(await problems()).toEqual(['No worker is running.']);
  await showAlive(store, `w@elsewhere:1`, Date.now());
  expect(await problems()).toEqual([]);
  await retire(store, `w@elsewhere:1`);
  expect(await problems()).toEqual(['No worker is running.']);
});

it('says that the database cannot be used, and nothing of where it is', async () => {
  const open = () => Promise.reject(new PlimsollError('unavailable', '/secret/path is damaged.'));
  expect(await readinessProblems(open, 0)).toEqual([
    'The database cannot be used. See "plimsoll doctor".',
  ]);
});
