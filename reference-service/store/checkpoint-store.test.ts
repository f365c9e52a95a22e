import fc from 'fast-check';
import { expect, onTestFinished, test } from 'vitest';
import { type Job, noProgress } from '../jobs/job';
import { temporaryFolder } from '../testing/start-test-service';
import { checkpointsToDrop, createCheckpointStore, rankCheckpoints } from './checkpoint-store';
import { openDatabase } from './database';
import { createJobStore } from './job-store';

async function openStore() {
  const connection = openDatabase(await temporaryFolder());
  onTestFinished(() => void connection.close());
  const job = { id: 'job', ordinal: 1, agentId: 'a', status: 'queued', config: {}, seed: 1 };
  createJobStore(connection).insert({ ...job, createdAtMs: 0, progress: noProgress } as Job, {
    training: [],
  });
  return createCheckpointStore(connection);
}

test('of seven checkpoints the five with the highest scores stay, and the best one is told', async () => {
  const store = await openStore();
  const logits = new Float64Array([0.5, -1, 3]);
  const best = [0.2, 0.9, 0.4, 0.1, 0.8, 0.3, 0.7].map((score, index) =>
    store.save({
      id: `at-${index + 1}`,
      jobOrdinal: 1,
      iteration: index + 1,
      score,
      logits,
      createdAtMs: 0,
    }),
  );
  expect(best).toEqual(['at-1', 'at-2', 'at-2', 'at-2', 'at-2', 'at-2', 'at-2']);
  expect(store.ranking(1).map(({ id }) => id)).toEqual(['at-2', 'at-5', 'at-7', 'at-3', 'at-6']);
  expect(store.find('at-2')?.logits).toEqual(new Float64Array([0.5, -1, 3]));
  expect(store.find('at-4')).toBeUndefined();
});

const checkpoint = (iteration: number, score: number) => ({
  id: `at-${iteration}`,
  iteration,
  score,
});

test('of six checkpoints the one with the lowest score goes', () => {
  const checkpoints = [3, 1, 4, 1.5, 9, 2.6].map((score, index) => checkpoint(index + 1, score));
  expect(checkpointsToDrop(checkpoints).map(({ id }) => id)).toEqual(['at-2']);
});

test('of equal scores the later is better', () => {
  const checkpoints = [1, 2, 3, 4, 5, 6].map((iteration) => checkpoint(iteration, 0.5));
  expect(rankCheckpoints(checkpoints)[0]?.id).toBe('at-6');
  expect(checkpointsToDrop(checkpoints).map(({ id }) => id)).toEqual(['at-1']);
});

test('at most five stay, and none that goes was better than one that stays', () => {
  fc.assert(
    fc.property(fc.array(fc.double({ noNaN: true })), (scores) => {
      const checkpoints = scores.map((score, index) => checkpoint(index, score));
      const dropped = checkpointsToDrop(checkpoints);
      const kept = checkpoints.filter((one) => !dropped.includes(one));
      expect(kept).toHaveLength(Math.min(5, checkpoints.length));
      for (const worse of dropped)
        for (const better of kept) expect(worse.score).toBeLessThanOrEqual(better.score);
    }),
  );
});
