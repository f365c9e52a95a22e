import { expect, it } from 'vitest';
import { endRun } from '@/lib/runs/end-run';
import { createRandom } from '@/lib/stats/random';
import type { Store } from '@/lib/store/open-store';
import { claimJob } from '@/lib/store/queue/queue';
import { openSecondWriter } from '@/lib/store/seconds';
import { errorOf } from '@/lib/testing/error-of';
import { insertRun } from '@/lib/testing/insert-run';
import { openTestStore } from '@/lib/testing/open-test-store';
import { reportOf } from '@/lib/testing/report-of';
import { addPairs, listConfirmations, startConfirmation, stopConfirmation } from './confirmations';
import { getConfirmation } from './get-confirmation';

/** Carries out the next queued repeat: half a minute, as slow as `factorOf` its side says. */
async function carryOut(store: Store, factorOf: Record<string, number>, varies = 0) {
  const run = (await claimJob(store, 'run', 'w'))?.job;
  if (run === undefined) return false;
  const random = createRandom(run.id);
  const factor = (factorOf[run.side ?? ''] ?? 1) * (1 + varies * (random() - 0.5));
  const writer = openSecondWriter(store.sqlite, run.id);
  for (let second = 0; second < 30; second++) {
    const samples = Array.from({ length: 40 }, () => ({
      serviceUs: Math.round(20_000 * factor * (1 + random())),
    }));
    writer.write(reportOf(second, samples, { endpoints: ['status'] }), Date.now());
  }
  await endRun(store, run.id, { status: 'finished', endedAt: new Date(), durationMs: 30_000 });
  // What the test's reports say of the generator is not of interest here.
  await store.prisma.run.update({ where: { id: run.id }, data: { validity: 'valid' } });
  return true;
}

async function twoRuns(store: Store) {
  const ended = { status: 'finished', validity: 'valid', requests: 1 };
  return [await insertRun(store, ended), await insertRun(store, ended)] as const;
}

it('queues A B B A at the length asked for, the two of a pair with one seed', async () => {
  const store = openTestStore();
  const [base, candidate] = await twoRuns(store);
  const { id } = await startConfirmation(store, { base, candidate, pairs: 2, durationMs: 30_000 });
  const repeats = await store.prisma.run.findMany({
    where: { confirmationId: id },
    orderBy: { id: 'asc' },
  });
  expect(repeats.map(({ side }) => side)).toEqual(['A', 'B', 'B', 'A']);
  expect(repeats.map(({ plannedMs }) => plannedMs)).toEqual([30_000, 30_000, 30_000, 30_000]);
  const seeds = repeats.map(({ seed }) => seed);
  expect([seeds[0] === seeds[1], seeds[2] === seeds[3], seeds[0] === seeds[2]]).toEqual([
    true,
    true,
    false,
  ]);
  expect(repeats[0]?.name).toBe(`Confirmation ${id}: A1`);
  expect(await listConfirmations(store, candidate, base)).toMatchObject([{ id, repeats: 4 }]);
});

it('never carries out two of its repeats at once', async () => {
  const store = openTestStore();
  const [base, candidate] = await twoRuns(store);
  await startConfirmation(store, { base, candidate, pairs: 2 });
  const first = await claimJob(store, 'run', 'one');
  expect(await claimJob(store, 'run', 'another')).toBeUndefined();
  await endRun(store, first?.id ?? 0, { status: 'finished', endedAt: new Date() });
  expect(await claimJob(store, 'run', 'another')).toBeDefined();
});

it('says worse when every pair is, and shows what each of them says', async () => {
  const store = openTestStore();
  const [base, candidate] = await twoRuns(store);
  const { id } = await startConfirmation(store, { base, candidate, pairs: 3 });
  while (await carryOut(store, { A: 1, B: 1.3 }));
  const found = await getConfirmation(store, id);
  expect(found?.verdict).toBe('worse');
  expect(found?.pairs.map(({ change }) => Math.round((change ?? 0) * 10))).toEqual([3, 3, 3]);
  const p95 = found?.endpoints[0]?.metrics.find(({ metric }) => metric === 'p95');
  expect(p95?.change).toBeCloseTo(0.3, 1);
  expect(p95?.base).toBeGreaterThan(38);
  expect(p95?.base).toBeLessThan(40);
});

it('does not take what varies from run to run for a change', async () => {
  const store = openTestStore();
  const [base, candidate] = await twoRuns(store);
  const { id } = await startConfirmation(store, { base, candidate, pairs: 4 });
  while (await carryOut(store, { A: 1, B: 1 }, 0.5));
  const found = await getConfirmation(store, id);
  expect(found?.verdict).toBe('inconclusive');
  expect(found?.pairsNeeded).toBeGreaterThan(4);
});

it('goes on with more pairs, and stops what is left', async () => {
  const store = openTestStore();
  const [base, candidate] = await twoRuns(store);
  const { id } = await startConfirmation(store, { base, candidate, pairs: 2 });
  await addPairs(store, id, 1);
  const sides = async () => (await getConfirmation(store, id))?.repeats.map(({ side }) => side);
  expect(await sides()).toEqual(['A', 'B', 'B', 'A', 'A', 'B']);
  await stopConfirmation(store, id);
  const repeats = (await getConfirmation(store, id))?.repeats ?? [];
  expect(repeats.every(({ status }) => status === 'stopped')).toBe(true);
  expect(await errorOf(addPairs(store, id, 99))).toMatchObject({ code: 'conflict' });
  expect(await errorOf(stopConfirmation(store, 99))).toMatchObject({ code: 'not-found' });
});

it('refuses runs that are under way, imported or not there, and numbers that make no sense', async () => {
  const store = openTestStore();
  const [base] = await twoRuns(store);
  const running = await insertRun(store);
  const imported = await insertRun(store, { status: 'finished', source: 'k6' });
  const refused = async (candidate: number) =>
    (await errorOf(startConfirmation(store, { base, candidate }))).message;
  expect(await refused(running)).toBe(`Run ${running} is still active. Wait until it has ended.`);
  expect(await refused(imported)).toBe(
    `Run ${imported} was imported from k6 and has no plan to repeat.`,
  );
  expect(await refused(99)).toBe('There is no run 99.');
  const { problems } = await errorOf(
    startConfirmation(store, { base, candidate: base, pairs: 1, durationMs: 5 }),
  );
  expect(problems.map(({ path }) => path)).toEqual(['pairs', 'durationMs']);
  expect(await store.prisma.confirmation.count()).toBe(0);
});

it('leaves nothing behind when a repeat cannot be queued', async () => {
  const store = openTestStore();
  const [base, candidate] = await twoRuns(store);
  const { code } = await errorOf(startConfirmation(store, { base, candidate, baseTarget: 77 }));
  expect(code).toBe('invalid-input');
  expect(await store.prisma.confirmation.count()).toBe(0);
  expect(await store.prisma.run.count({ where: { status: 'queued' } })).toBe(0);
});
