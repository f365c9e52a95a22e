import fc from 'fast-check';
import { expect, test } from 'vitest';
import { SlotPool } from './slot-pool';

/** Work that holds its slot until it is told to end. */
function holding() {
  let end = () => {};
  const ended = new Promise<void>((resolve) => {
    end = resolve;
  });
  return { work: () => ended, end };
}

test('slots go to those who wait in the order they came', async () => {
  const pool = new SlotPool(1);
  const order: number[] = [];
  const all = [1, 2, 3, 4].map((who) => pool.use(async () => void order.push(who)));
  expect([pool.inUse, pool.waiting]).toEqual([1, 3]);
  await Promise.all(all);
  expect(order).toEqual([1, 2, 3, 4]);
  expect([pool.inUse, pool.waiting]).toEqual([0, 0]);
});

test('a newcomer cannot overtake the line with a slot that has just been released', async () => {
  const pool = new SlotPool(1);
  const order: string[] = [];
  const first = holding();
  const holder = pool.use(first.work).then(() => pool.use(async () => void order.push('again')));
  const waiter = pool.use(async () => void order.push('waiter'));
  first.end();
  await Promise.all([holder, waiter]);
  expect(order).toEqual(['waiter', 'again']);
});

test('work that throws gives its slot back', async () => {
  const pool = new SlotPool(1);
  await expect(pool.use(() => Promise.reject(new Error('No.')))).rejects.toThrow('No.');
  expect(pool.inUse).toBe(0);
});

test('who is aborted while waiting leaves the line, and the next one gets the slot', async () => {
  const pool = new SlotPool(1);
  const first = holding();
  const held = pool.use(first.work);
  const aborting = new AbortController();
  const left = pool.use(async () => 'left', aborting.signal);
  const stayed = pool.use(async () => 'stayed');
  aborting.abort(new Error('Enough.'));
  await expect(left).rejects.toThrow('Enough.');
  first.end();
  expect(await stayed).toBe('stayed');
  await held;
});

test('however many come and leave, the size is never exceeded and all slots come back', async () => {
  const comers = fc.array(fc.boolean(), { maxLength: 40 });
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 1, max: 5 }), comers, async (size, leavers) => {
      const pool = new SlotPool(size);
      let most = 0;
      const uses = leavers.map((leaves) => {
        const aborting = new AbortController();
        const use = pool.use(async () => {
          most = Math.max(most, pool.inUse);
          await Promise.resolve();
        }, aborting.signal);
        if (leaves) aborting.abort(new Error('Enough.'));
        return use;
      });
      await Promise.allSettled(uses);
      expect(most).toBeLessThanOrEqual(size);
      expect([pool.inUse, pool.waiting]).toEqual([0, 0]);
    }),
  );
});

test('a pool that shrinks takes back slots as they are released, and none before', async () => {
  const pool = new SlotPool(3);
  const holders = [holding(), holding(), holding()];
  const held = holders.map(({ work }) => pool.use(work));
  const waiter = pool.use(async () => 'in');
  pool.resize(1);
  expect([pool.size, pool.inUse, pool.waiting]).toEqual([1, 3, 1]);
  holders[0]?.end();
  holders[1]?.end();
  await Promise.all(held.slice(0, 2));
  expect([pool.inUse, pool.waiting]).toEqual([1, 1]);
  holders[2]?.end();
  expect(await waiter).toBe('in');
  expect([pool.inUse, pool.waiting]).toEqual([0, 0]);
});

test('a pool that grows lets in those who wait, at once and in the order they came', () => {
  const pool = new SlotPool(1);
  const order: number[] = [];
  const holder = holding();
  for (const who of [1, 2, 3, 4])
    void pool.use(() => {
      order.push(who);
      return holder.work();
    });
  pool.resize(3);
  expect([pool.inUse, pool.waiting]).toEqual([3, 1]);
  return Promise.resolve().then(() => expect(order).toEqual([1, 2, 3]));
});
