import { PlimsollError } from '@/lib/core/errors';
import type { Run } from '@/lib/store/generated/client';
import type { Store } from '@/lib/store/open-store';

/**
 * The run that a number or a name means: of several of that name the last valid one, on any target.
 * Throws `not-found`.
 */
export async function findRun({ prisma }: Store, named: string): Promise<number> {
  if (/^[1-9]\d{0,8}$/.test(named)) {
    const run = await prisma.run.findUnique({ where: { id: Number(named) }, select: { id: true } });
    if (run !== null) return run.id;
    throw new PlimsollError('not-found', `There is no run ${named}.`);
  }
  const run = await prisma.run.findFirst({
    where: { name: named, status: 'finished', validity: { not: 'invalid' } },
    orderBy: { id: 'desc' },
    select: { id: true },
  });
  if (run !== null) return run.id;
  throw new PlimsollError('not-found', `There is no finished, valid run named "${named}".`);
}

/**
 * What a run of this scenario on this target is to be compared with: what `named` means, else the run that is
 * marked as their baseline. Throws `not-found`.
 */
export async function findBaseline(
  store: Store,
  { scenarioName, targetName }: Pick<Run, 'scenarioName' | 'targetName'>,
  named?: string,
): Promise<number> {
  if (named !== undefined) return findRun(store, named);
  const baseline = await store.prisma.run.findFirst({
    where: { scenarioName, targetName, isBaseline: true },
    orderBy: { id: 'desc' },
    select: { id: true },
  });
  if (baseline !== null) return baseline.id;
  throw new PlimsollError(
    'not-found',
    `There is no baseline of ${scenarioName} on ${targetName}: mark a run as baseline, or name one with --baseline.`,
  );
}
