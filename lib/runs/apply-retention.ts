import { getRetention, runsToTake } from '@/lib/automation/retention';
import type { Store } from '@/lib/store/open-store';

const UNDER_WAY = { in: ['running', 'stopping'] };
const SAMPLES = ['Sample', 'SampleTrace'] as const;
const SECONDS = ['Window', 'Tick', 'MetricSecond', 'MetricSeries'] as const;

/**
 * Removes what the retention does not keep, run by run, each in one transaction with the note that it is gone.
 * While a run is under way nothing is removed: it would wait for the disk. Summaries, verdicts and findings stay.
 */
export async function applyRetention(store: Store, nowMs: number): Promise<{ runs: number }> {
  const retention = await getRetention(store);
  const now = new Date(nowMs);
  const taken = new Set<number>();
  for (const what of ['samples', 'seconds'] as const)
    for (const run of await runsToTake(store, what, retention, nowMs)) {
      if ((await store.prisma.run.count({ where: { status: UNDER_WAY } })) > 0)
        return { runs: taken.size };
      const tables = what === 'samples' ? SAMPLES : SECONDS;
      const field = what === 'samples' ? 'samplesRemovedAt' : 'secondsRemovedAt';
      await store.prisma.$transaction([
        ...tables.map((table) =>
          store.prisma.$executeRawUnsafe(`DELETE FROM "${table}" WHERE "runId" = ?`, run),
        ),
        store.prisma.run.update({ where: { id: run }, data: { [field]: now } }),
      ]);
      taken.add(run);
    }
  return { runs: taken.size };
}

/** Gives what was freed back to the disk; the whole database is written anew, which takes its time. */
export function compactStore({ sqlite }: Store): void {
  sqlite.exec('VACUUM');
}
