import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { RUN_STATUSES, RUN_TRANSITIONS } from '@/lib/runs/model';
import type { Store } from '@/lib/store/open-store';
import { SUITE_STATUSES, SUITE_TRANSITIONS } from '@/lib/suites/model';
import { errorOf } from '@/lib/testing/error-of';
import { insertRun } from '@/lib/testing/insert-run';
import { openTestStore } from '@/lib/testing/open-test-store';
import { JOB_KINDS, type JobKind } from './model';
import { beat, claimJob, type JobStatus, moveJob, requestStop, runLoading } from './queue';

const TABLES: Record<JobKind, Readonly<Record<string, readonly string[]>>> = {
  run: RUN_TRANSITIONS,
  suite: SUITE_TRANSITIONS,
  search: SUITE_TRANSITIONS,
};
const STATUSES: Record<JobKind, readonly string[]> = {
  run: RUN_STATUSES,
  suite: SUITE_STATUSES,
  search: SUITE_STATUSES,
};

async function insertJob(store: Store, kind: JobKind, status: string): Promise<number> {
  const target = { targetName: 'Test target', targetUrl: 'http://127.0.0.1:1/' };
  const { prisma } = store;
  switch (kind) {
    case 'run':
      return insertRun(store, { status });
    case 'suite':
      return (await prisma.suite.create({ data: { ...target, status, quick: true } })).id;
    case 'search': {
      const profile = { profileName: 'Strict', profileVersion: 1, objectives: '[]' };
      const of = { scenarioName: 'Light', plan: '{}', familyHash: 'f', options: '{}' };
      return (await prisma.search.create({ data: { ...target, ...profile, ...of, status } })).id;
    }
  }
}

function statusOf({ sqlite }: Store, kind: JobKind, id: number): string {
  const table = `${kind.charAt(0).toUpperCase()}${kind.slice(1)}`;
  const row = sqlite.prepare(`SELECT "status" FROM "${table}" WHERE "id" = ?`).get(id);
  return (row as { status: string }).status;
}

describe.each(JOB_KINDS)('the table of a %s', (kind) => {
  it('is kept by every write of a status: what it does not allow is not written', async () => {
    const store = openTestStore();
    for (const from of STATUSES[kind])
      for (const to of STATUSES[kind]) {
        const id = await insertJob(store, kind, from);
        const isAllowed = TABLES[kind][from]?.includes(to) ?? false;
        const moved = await moveJob(store.prisma, { kind, id }, to as JobStatus<JobKind>);
        expect(moved, `${from} → ${to}`).toBe(isAllowed);
        expect(statusOf(store, kind, id), `${from} → ${to}`).toBe(isAllowed ? to : from);
      }
  });

  it('has no way back, and no way out of an end', () => {
    const ended = STATUSES[kind].filter((status) => TABLES[kind][status]?.length === 0);
    expect(ended).toEqual(['finished', 'stopped', 'interrupted', 'failed']);
    const order = ['queued', 'running', 'stopping', ...ended];
    for (const [from, next] of Object.entries(TABLES[kind]))
      for (const to of next) expect(order.indexOf(to)).toBeGreaterThan(order.indexOf(from));
  });

  it('holds through whatever workers and users do, in any order', async () => {
    const store = openTestStore();
    const verbs = {
      claim: (id: number) => claimJob(store, kind, 'w1', id),
      steal: (id: number) => claimJob(store, kind, 'w2', id),
      stop: (id: number) => requestStop(store, kind, id).catch(() => undefined),
      finish: (id: number) => moveJob(store.prisma, { kind, id, workerId: 'w1' }, 'finished'),
      fail: (id: number) => moveJob(store.prisma, { kind, id, workerId: 'w2' }, 'failed'),
      interrupt: (id: number) => moveJob(store.prisma, { kind, id }, 'interrupted'),
    };
    const verb = fc.constantFrom(...(Object.keys(verbs) as (keyof typeof verbs)[]));
    await fc.assert(
      fc.asyncProperty(fc.array(verb, { maxLength: 8 }), async (done) => {
        const id = await insertJob(store, kind, 'queued');
        let status = 'queued';
        for (const name of done) {
          await verbs[name](id);
          const next = statusOf(store, kind, id);
          if (next !== status) expect(TABLES[kind][status]).toContain(next);
          status = next;
        }
      }),
      { numRuns: 40 },
    );
  });

  it('gives the oldest job to one worker, which alone can beat and end it', async () => {
    const store = openTestStore();
    const ids = [await insertJob(store, kind, 'queued'), await insertJob(store, kind, 'queued')];
    const lease = await claimJob(store, kind, 'w1');
    expect(lease).toMatchObject({ kind, id: ids[0], workerId: 'w1', job: { status: 'running' } });
    if (lease === undefined) throw new Error('not claimed');
    expect(await claimJob(store, kind, 'w2', ids[0])).toBeUndefined();
    expect(await beat(store, lease)).toBe('go-on');
    expect(await beat(store, { ...lease, workerId: 'w2' })).toBe('lost');
    const others = { ...lease, workerId: 'w2' };
    expect(await moveJob(store.prisma, others, 'finished')).toBe(false);
    await requestStop(store, kind, lease.id);
    expect(await beat(store, lease)).toBe('stop');
    expect(await moveJob(store.prisma, lease, 'stopped')).toBe(true);
    expect(await beat(store, lease)).toBe('lost');
    expect(await moveJob(store.prisma, lease, 'finished')).toBe(false);
  });

  it('gives each of many jobs to exactly one of several workers that ask at once', async () => {
    const store = openTestStore();
    for (let i = 0; i < 5; i++) await insertJob(store, kind, 'queued');
    const claims = await Promise.all(
      Array.from({ length: 20 }, (_, worker) => claimJob(store, kind, `w${worker}`)),
    );
    const taken = claims.flatMap((lease) => (lease === undefined ? [] : [lease.id]));
    expect(taken.length).toBeGreaterThan(0);
    expect(new Set(taken).size).toBe(taken.length);
  });

  it('ends a queued one at once that shall stop, and refuses one that has ended', async () => {
    const store = openTestStore();
    const id = await insertJob(store, kind, 'queued');
    await requestStop(store, kind, id);
    expect(statusOf(store, kind, id)).toBe('stopped');
    const again = await errorOf(requestStop(store, kind, id));
    expect(again.code).toBe('conflict');
    expect(again.message).toMatch(/^(Run|Suite|Search) 1 has already ended \(stopped\)\.$/);
    const none = await errorOf(requestStop(store, kind, 99));
    expect(none).toMatchObject({ code: 'not-found', message: `There is no ${kind} 99.` });
  });
});

it('leaves runs of suites and searches to those who name them', async () => {
  const store = openTestStore();
  const suiteId = await insertJob(store, 'suite', 'running');
  const searchId = await insertJob(store, 'search', 'running');
  const run = await insertRun(store, { status: 'queued', suiteId });
  await insertRun(store, { status: 'queued', searchId });
  expect(await claimJob(store, 'run', 'w1')).toBeUndefined();
  expect(await claimJob(store, 'run', 'w1', run)).toMatchObject({ id: run });
});

it('gives out one repeat of a confirmation at a time, though all workers ask at once', async () => {
  const store = openTestStore();
  const { id } = await store.prisma.confirmation.create({ data: { margin: 0.05 } });
  for (let i = 0; i < 4; i++) await insertRun(store, { status: 'queued', confirmationId: id });
  const claim = (worker: number) => claimJob(store, 'run', `w${worker}`);
  await Promise.all(Array.from({ length: 8 }, (_, worker) => claim(worker)));
  expect(await store.prisma.run.count({ where: { status: 'running' } })).toBe(1);
});

it('one run at a time loads a host, though all workers ask at once', async () => {
  const store = openTestStore();
  const insert = (loadedHost: string | null) => insertRun(store, { status: 'queued', loadedHost });
  const [first, second] = [await insert('127.0.0.1:8001'), await insert('127.0.0.1:8001')];
  const claims = await Promise.all(
    Array.from({ length: 8 }, (_, worker) => claimJob(store, 'run', `w${worker}`)),
  );
  expect(claims.filter((lease) => lease !== undefined).map(({ id }) => id)).toEqual([first]);
  expect(await claimJob(store, 'run', 'w9', second)).toBeUndefined();
  expect(await runLoading(store, second)).toBe(first);
  // Others are not held up by it.
  const elsewhere = await insert('127.0.0.1:8002');
  const beside = await insert(null);
  expect(await claimJob(store, 'run', 'w9')).toMatchObject({ id: elsewhere });
  expect(await claimJob(store, 'run', 'w9')).toMatchObject({ id: beside });
  const [held] = claims.filter((lease) => lease !== undefined);
  if (held === undefined) throw new Error('not claimed');
  await moveJob(store.prisma, held, 'finished');
  expect(await runLoading(store, second)).toBeUndefined();
  expect(await claimJob(store, 'run', 'w9')).toMatchObject({ id: second });
});
