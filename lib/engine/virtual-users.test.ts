import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { runLoad } from './run-load';
import { ManualClock } from './testing/manual-clock';
import { createScriptedTransport } from './testing/scripted-transport';
import { DueQueue } from './virtual-users';

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

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

it('ten thousand waiting users take less than 25 KB each, and one timer together', async () => {
  const clock = new ManualClock();
  const transport = createScriptedTransport(clock, 0);
  let activeUsers = 0;
  collectGarbage();
  const before = process.memoryUsage().heapUsed;
  const run = runLoad({
    plan: {
      name: 'Many',
      load: {
        model: 'closed',
        stages: [{ users: 10_000, spawnPerSecond: 10_000, durationMs: 600_000 }],
        waitMs: { min: 300_000, max: 300_000 },
      },
      users: [{ behaviour: 'training-api', weight: 1 }],
      timeoutMs: 30_000,
    },
    target: { url: 'http://target.test/' },
    seed: 1,
    transport,
    clock,
    onSecond({ tick }) {
      activeUsers = tick.activeUsers;
    },
  });
  await clock.pass(3000);
  transport.sent.length = 0;
  collectGarbage();
  const bytesPerUser = (process.memoryUsage().heapUsed - before) / 10_000;
  expect(activeUsers).toBe(10_000);
  expect(bytesPerUser).toBeLessThan(25_000);
  // The run's own, and the one that watches for lag.
  expect(clock.waiting).toBe(2);
  run.stop('now');
  await run.done;
});
