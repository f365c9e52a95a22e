import fc from 'fast-check';
import { expect, it } from 'vitest';
import { DueQueue } from './due-queue';

it('gives nothing that is not due yet', () => {
  const queue = new DueQueue<string>();
  queue.push(10, 'a');
  expect(queue.popDue(9.999)).toBeUndefined();
  expect(queue.popDue(10)).toMatchObject({ atMs: 10, item: 'a' });
  expect(queue.nextAtMs).toBeUndefined();
});

it('gives items by time, and in the order they came when due together', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 20 })), (times) => {
      const queue = new DueQueue<number>();
      for (const [order, atMs] of times.entries()) queue.push(atMs, order);
      const expected = times
        .map((atMs, order) => ({ atMs, order }))
        .sort((a, b) => a.atMs - b.atMs || a.order - b.order);
      const popped: { atMs: number; order: number }[] = [];
      for (let next = queue.popDue(99); next !== undefined; next = queue.popDue(99))
        popped.push({ atMs: next.atMs, order: next.item });
      expect(popped).toEqual(expected);
    }),
  );
});
