import { expect, onTestFinished, test } from 'vitest';
import { type GrpoConfig, type Job, noProgress } from '../jobs/job';
import { temporaryFolder } from '../testing/start-test-service';
import { openDatabase } from './database';
import { createJobStore } from './job-store';
import { createJobPruner, createTrajectoryPruner } from './retention';
import { createTrajectoryStore } from './trajectory-store';

const CONFIG: GrpoConfig = {
  n_iterations: 1,
  batch_size: 1,
  n_trajectories_per_query: 2,
  learning_rate: 0.1,
  max_budget_usd: 1,
  checkpoint_interval: 1,
  max_steps_per_trajectory: 5,
  gamma: 1,
};

async function openStores() {
  const connection = openDatabase(await temporaryFolder());
  onTestFinished(() => void connection.close());
  const jobs = createJobStore(connection);
  const trajectories = createTrajectoryStore(connection);
  const keep = (ordinal: number, count: number, endedAtMs?: number) => {
    const identity = { id: `job-${ordinal}`, ordinal, agentId: 'a', config: CONFIG, seed: 1 };
    const status = endedAtMs === undefined ? 'running' : 'completed';
    const job = { ...identity, status, createdAtMs: 0, endedAtMs, progress: noProgress } as Job;
    jobs.insert(job, { training: [] });
    jobs.update(job);
    for (let index = 0; index < count; index++)
      trajectories.insert({
        id: `${ordinal}-${index}`,
        job_ordinal: ordinal,
        query: 'q',
        steps: '[]',
        reward: 1,
        normalized_reward: null,
        advantage: null,
        execution_time_ms: 1,
        success: 1,
        created_at_ms: 0,
      });
  };
  const left = (ordinal: number) => trajectories.page(ordinal, { successOnly: false }, 1, 0).total;
  return { connection, jobs, keep, left };
}

test('the trajectories of the job that ended first go first, 500 at once', async () => {
  const { connection, keep, left } = await openStores();
  keep(1, 10);
  keep(2, 10, 2000);
  keep(3, 600, 1000);
  const prune = createTrajectoryPruner(connection);
  expect([prune(), left(3)]).toEqual([500, 100]);
  expect([prune(), left(3)]).toEqual([100, 0]);
  expect([prune(), left(2)]).toEqual([10, 0]);
});

test('when only running jobs have any, their oldest go', async () => {
  const { connection, keep, left } = await openStores();
  keep(1, 600);
  const prune = createTrajectoryPruner(connection);
  expect([prune(), left(1)]).toEqual([500, 100]);
});

test('ended jobs beyond the number kept are forgotten, the longest ended first', async () => {
  const { connection, jobs, keep } = await openStores();
  keep(1, 0);
  keep(2, 0, 3000);
  keep(3, 0, 1000);
  keep(4, 1, 500);
  const prune = createJobPruner(connection, 2);
  expect(prune()).toBe(1);
  expect(jobs.find('job-3')).toBeUndefined();
  expect(prune()).toBe(0);
  expect(jobs.list({}, 10, 0).jobs.map(({ ordinal }) => ordinal)).toEqual([4, 2, 1]);
});
