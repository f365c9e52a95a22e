import { PlimsollError } from '@/lib/core/errors';
import type { Store } from '@/lib/store/open-store';

/**
 * Makes a run the baseline of its scenario on its target, in place of the one before; or takes that back.
 * Only a run that ended by itself and is valid can be one: throws `conflict` otherwise.
 */
export async function markBaseline({ prisma }: Store, number: number, isBaseline: boolean) {
  const run = await prisma.run.findUnique({ where: { id: number } });
  if (run === null) throw new PlimsollError('not-found', `There is no run ${number}.`);
  if (isBaseline && (run.status !== 'finished' || run.validity !== 'valid'))
    throw new PlimsollError(
      'conflict',
      `Run ${number} cannot be a baseline: only a finished, valid run can be compared with.`,
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
