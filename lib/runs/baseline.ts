import { PlimsollError } from '@/lib/core/errors';
import type { Run } from '@/lib/store/generated/client';
import type { Store } from '@/lib/store/open-store';
import { COMPARABLE } from './baseline-runs';
import type { BaselineRef } from './model';

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
    where: { name: named, ...COMPARABLE },
    orderBy: { id: 'desc' },
    select: { id: true },
  });
  if (run !== null) return run.id;
  throw new PlimsollError('not-found', `No finished, valid run is named "${named}".`);
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
    `There is no baseline of ${scenarioName} on ${targetName}. Use a run as baseline, or set one with --baseline.`,
  );
}

/**
 * The baseline of a run's scenario and target: the one that was set by hand, else the last valid run
 * before it. Undefined when there is neither.
 */
export async function findDefaultBaseline(
  { prisma }: Store,
  { id, scenarioName, targetName }: Pick<Run, 'id' | 'scenarioName' | 'targetName'>,
): Promise<BaselineRef | undefined> {
  const alike = { scenarioName, targetName, ...COMPARABLE };
  const baseline = await prisma.run.findFirst({
    where: { ...alike, isBaseline: true, id: { not: id } },
    orderBy: { id: 'desc' },
    select: { id: true },
  });
  if (baseline !== null) return { number: baseline.id, why: 'the baseline' };
  const last = await prisma.run.findFirst({
    where: { ...alike, id: { lt: id } },
    orderBy: { id: 'desc' },
    select: { id: true },
  });
  return last === null ? undefined : { number: last.id, why: 'the previous valid run' };
}

/**
 * Makes a run the baseline of its scenario on its target, in place of the one before; or takes that back.
 * Only a run that ended by itself and is not invalid can be one: throws `conflict` otherwise.
 */
export async function markBaseline({ prisma }: Store, number: number, isBaseline: boolean) {
  const run = await prisma.run.findUnique({ where: { id: number } });
  if (run === null) throw new PlimsollError('not-found', `There is no run ${number}.`);
  const isComparable = (await prisma.run.count({ where: { id: number, ...COMPARABLE } })) > 0;
  if (isBaseline && !isComparable)
    throw new PlimsollError(
      'conflict',
      `Run ${number} cannot be used as baseline: it must be finished, and not invalid.`,
    );
  const { scenarioName, targetName } = run;
  await prisma.$transaction([
    ...(isBaseline
      ? [
          prisma.run.updateMany({
            where: { scenarioName, targetName, isBaseline: true },
            data: { isBaseline: false },
          }),
        ]
      : []),
    prisma.run.update({ where: { id: number }, data: { isBaseline } }),
  ]);
}
