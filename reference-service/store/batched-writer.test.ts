import { expect, test } from 'vitest';
import { createManualClock } from '../testing/manual-clock';
import { BatchedWriter } from './batched-writer';

function createWriter(slowMs = () => 0) {
  const clock = createManualClock();
  const batches: number[] = [];
  const waits: number[] = [];
  let inBatch = 0;
  const writer = new BatchedWriter({
    clock,
    beforeCommit() {
      const delayMs = slowMs();
      return delayMs === 0 ? undefined : new Promise((resolve) => clock.after(delayMs, resolve));
    },
    transact(work) {
      inBatch = 0;
      work();
      batches.push(inBatch);
    },
    onCommitted: (waitedMs) => waits.push(waitedMs),
  });
  const write = () =>
    writer.write(() => {
      inBatch += 1;
      return inBatch;
    });
  return { clock, writer, write, batches, waits };
}

test('changes commit together 5 ms after the first of them', async () => {
  const { clock, writer, write, batches, waits } = createWriter();
  const first = write();
  clock.advance(2);
  const second = write();
  expect(writer.depth).toBe(2);
  clock.advance(3);
  expect(await Promise.all([first, second])).toEqual([1, 2]);
  expect(batches).toEqual([2]);
  expect(waits).toEqual([5, 3]);
  expect(writer.depth).toBe(0);
});

test('250 changes do not wait', async () => {
  const { write, batches } = createWriter();
  await Promise.all(Array.from({ length: 250 }, write));
  expect(batches).toEqual([250]);
});

test('a change that throws is refused alone; the others of its batch commit', async () => {
  const { clock, writer, write } = createWriter();
  const good = write();
  const bad = writer.write(() => {
    throw new Error('Bad.');
  });
  const alsoGood = write();
  clock.advance(5);
  await expect(bad).rejects.toThrow('Bad.');
  expect(await Promise.all([good, alsoGood])).toEqual([1, 1]);
});

test('settled waits for what is queued, and not when nothing is', async () => {
  const { clock, writer, write } = createWriter();
  await writer.settled();
  let written = false;
  void write().then(() => {
    written = true;
  });
  const settled = writer.settled();
  clock.advance(5);
  await settled;
  expect(written).toBe(true);
});

test('a closed writer has committed what waited and takes nothing more', async () => {
  const { writer, write, batches } = createWriter();
  const last = write();
  writer.close();
  expect(await last).toBe(1);
  expect(batches).toEqual([1]);
  await expect(write()).rejects.toThrow('The database writer is closed.');
});

test('while a transaction takes 100 ms the next changes queue, and commit together after it', async () => {
  const { clock, writer, write, batches, waits } = createWriter(() => 100);
  const first = write();
  clock.advance(5);
  const others = [write(), write()];
  clock.advance(90);
  expect([writer.depth, batches]).toEqual([3, []]);
  clock.advance(10);
  await first;
  expect([writer.depth, batches]).toEqual([2, [1]]);
  clock.advance(100);
  await Promise.all(others);
  expect([writer.depth, batches, waits]).toEqual([0, [1, 2], [105, 200, 200]]);
});

test('a slow transaction takes 250 changes, and when it is fast again all that queue are committed', async () => {
  let slowMs = 100;
  const { clock, write, batches } = createWriter(() => slowMs);
  const all = Array.from({ length: 800 }, write);
  clock.advance(100);
  await all[0];
  slowMs = 0;
  clock.advance(100);
  await Promise.all(all);
  expect(batches).toEqual([250, 250, 250, 50]);
});

test('a writer that is closed during a slow transaction commits it at once, and only once', async () => {
  const { clock, writer, write, batches } = createWriter(() => 100);
  const first = write();
  clock.advance(5);
  const second = write();
  writer.close();
  expect(await Promise.all([first, second])).toEqual([1, 2]);
  clock.advance(1_000);
  await Promise.resolve();
  expect(batches).toEqual([2]);
});
