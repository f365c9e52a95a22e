import { expect, it } from 'vitest';
import type { Store } from '@/lib/store/open-store';
import { openSecondWriter, type SecondWriter } from '@/lib/store/seconds';
import { insertRun } from '@/lib/testing/insert-run';
import { openTestStore } from '@/lib/testing/open-test-store';
import { reportOf } from '@/lib/testing/report-of';
import type { RunEvent } from '../model';
import { LiveRuns } from './live-runs';

const EVERY_MS = 10;

/** What a run's store was asked for, and a real store behind it. */
function countingStore() {
  const store = openTestStore();
  let reads = 0;
  const run = new Proxy(store.prisma.run, {
    get(target, key, receiver) {
      if (key === 'findUnique') reads++;
      return Reflect.get(target, key, receiver);
    },
  });
  const prisma = new Proxy(store.prisma, {
    get: (target, key, receiver) => (key === 'run' ? run : Reflect.get(target, key, receiver)),
  });
  return { store: { ...store, prisma } as Store, reads: () => reads };
}

async function liveRun() {
  const { store, reads } = countingStore();
  const now = new Date();
  const number = await insertRun(store, { startedAt: now, heartbeatAt: now });
  const writer = openSecondWriter(store.sqlite, number);
  return { store, reads, number, write: (second: number) => write(writer, second) };
}

function write(writer: SecondWriter, second: number) {
  writer.write(reportOf(second, [{ serviceUs: 1000 * (second + 1) }]), Date.now());
}

interface Message {
  bytes: Uint8Array;
  id?: string;
  event: RunEvent;
}

/** A client that reads. */
function readerOf(stream: ReadableStream<Uint8Array>) {
  const reader = stream.getReader();
  return {
    async next(): Promise<Message | undefined> {
      const { value } = await reader.read();
      if (value === undefined) return undefined;
      const [, id, data = ''] =
        /^(?:id: (\d+)\n)?data: (.*)\n\n$/.exec(new TextDecoder().decode(value)) ?? [];
      return { bytes: value, id, event: JSON.parse(data) as RunEvent };
    },
    leave: () => reader.cancel(),
  };
}

it('reads the store once for all clients of a run, and gives all of them the same bytes', async () => {
  const { store, reads, number, write: writeSecond } = await liveRun();
  const live = new LiveRuns(store, { everyMs: EVERY_MS });
  writeSecond(0);
  const beganMs = performance.now();
  const clients = Array.from({ length: 200 }, () => readerOf(live.watch(number)));
  const first = await Promise.all(clients.map((client) => client.next()));
  expect(new Set(first.map((message) => message?.bytes)).size).toBe(1);
  writeSecond(1);
  const second = await Promise.all(clients.map((client) => client.next()));
  expect(new Set(second.map((message) => message?.bytes)).size).toBe(1);
  expect(second[0]).toMatchObject({ id: '1000', event: { points: [{ atMs: 1000 }] } });
  // A timer is never early: there cannot have been more.
  expect(reads()).toBeLessThanOrEqual((performance.now() - beganMs) / (EVERY_MS - 1) + 1);

  const late = readerOf(live.watch(number));
  expect((await late.next())?.event.points.map(({ atMs }) => atMs)).toEqual([0, 1000]);
  expect(live.clients).toBe(201);

  await store.prisma.run.update({ where: { id: number }, data: { status: 'finished' } });
  const last = await Promise.all([...clients, late].map((client) => client.next()));
  expect(new Set(last.map((message) => message?.event.state.status))).toEqual(
    new Set(['finished']),
  );
  expect(await late.next()).toBeUndefined();
  expect([live.clients, live.has(number)]).toEqual([0, false]);
});

it('drops a client that does not read, and tells it all it has missed when it comes back', async () => {
  const { store, number, write: writeSecond } = await liveRun();
  const live = new LiveRuns(store, { everyMs: EVERY_MS });
  writeSecond(0);
  const slow = readerOf(live.watch(number));
  const heard = await slow.next();
  const quick = readerOf(live.watch(number));
  await quick.next();
  for (let second = 1; live.clients === 2; second++) {
    expect(second, 'it is dropped within a few seconds').toBeLessThan(20);
    writeSecond(second);
    await quick.next();
  }
  await expect(slow.next()).rejects.toThrow('This client does not read.');

  const again = readerOf(live.watch(number, heard?.id));
  const missed = (await again.next())?.event;
  expect(heard?.id).toBe('0');
  // Eight waited for it; the ninth was one too many.
  expect(missed?.points.map(({ atMs }) => atMs / 1000)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
  expect(missed?.state.totals.requests).toBe(10);
  const later = readerOf(live.watch(number, '9000'));
  expect((await later.next())?.event.points.map(({ atMs }) => atMs)).toEqual([9000]);
  const strange = readerOf(live.watch(number, 'of another run'));
  expect((await strange.next())?.event.points).toHaveLength(10);
  for (const client of [quick, again, later, strange]) await client.leave();
});

it('stops reading when the last client has left, and starts again with the next', async () => {
  const { store, reads, number, write: writeSecond } = await liveRun();
  const live = new LiveRuns(store, { everyMs: EVERY_MS });
  writeSecond(0);
  const clients = [readerOf(live.watch(number)), readerOf(live.watch(number))];
  for (const client of clients) await client.next();
  await clients[0]?.leave();
  expect(live.clients).toBe(1);
  await clients[1]?.leave();
  expect([live.clients, live.has(number)]).toEqual([0, false]);
  const before = reads();
  await new Promise((resolve) => setTimeout(resolve, EVERY_MS * 10));
  // One that was under way may have ended.
  expect(reads()).toBeLessThanOrEqual(before + 1);

  const next = readerOf(live.watch(number));
  expect((await next.next())?.event.points).toHaveLength(1);
  await next.leave();
});

it('refuses more clients than it can serve, with a sentence', async () => {
  const { store, number } = await liveRun();
  const live = new LiveRuns(store, { everyMs: EVERY_MS, maxClients: 1 });
  const client = readerOf(live.watch(number));
  expect(() => live.watch(number)).toThrow('1 live views are open on this dashboard');
  await client.leave();
});

it('closes the streams where there is nothing to read, so that clients try again', async () => {
  const { store, number } = await liveRun();
  const live = new LiveRuns(store, { everyMs: EVERY_MS });
  const client = readerOf(live.watch(number + 1));
  expect(await client.next()).toBeUndefined();
  expect([live.clients, live.has(number + 1)]).toEqual([0, false]);
});
