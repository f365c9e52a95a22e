import type { Run } from '@/lib/store/generated/client';
import type { Store } from '@/lib/store/open-store';

/** What a run is most usefully compared with. */
export interface RunReference {
  number: number;
  /** "the baseline", "the last valid run before it". */
  why: string;
}

/**
 * The baseline of a run's scenario and target: the one that was set by hand, else the last valid run
 * before it. Undefined when there is neither.
 */
export async function findReference(
  { prisma }: Store,
  { id, scenarioName, targetName }: Pick<Run, 'id' | 'scenarioName' | 'targetName'>,
): Promise<RunReference | undefined> {
  const alike = { scenarioName, targetName, status: 'finished', validity: 'valid' };
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
  return last === null ? undefined : { number: last.id, why: 'the last valid run before it' };
}
