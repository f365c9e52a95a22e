import fc from 'fast-check';
import { expect, test } from 'vitest';
import { checkpointsToDrop, rankCheckpoints } from './best-checkpoints';

const mark = (iteration: number, score: number) => ({ id: `at-${iteration}`, iteration, score });

test('of six checkpoints the one with the lowest score goes', () => {
  const marks = [3, 1, 4, 1.5, 9, 2.6].map((score, index) => mark(index + 1, score));
  expect(checkpointsToDrop(marks).map(({ id }) => id)).toEqual(['at-2']);
});

test('of equal scores the later is better', () => {
  const marks = [1, 2, 3, 4, 5, 6].map((iteration) => mark(iteration, 0.5));
  expect(rankCheckpoints(marks)[0]?.id).toBe('at-6');
  expect(checkpointsToDrop(marks).map(({ id }) => id)).toEqual(['at-1']);
});

test('at most five stay, and none that goes was better than one that stays', () => {
  fc.assert(
    fc.property(fc.array(fc.double({ noNaN: true })), (scores) => {
      const marks = scores.map((score, index) => mark(index, score));
      const dropped = checkpointsToDrop(marks);
      const kept = marks.filter((one) => !dropped.includes(one));
      expect(kept).toHaveLength(Math.min(5, marks.length));
      for (const worse of dropped)
        for (const better of kept) expect(worse.score).toBeLessThanOrEqual(better.score);
    }),
  );
});
