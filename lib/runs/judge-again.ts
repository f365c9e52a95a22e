import { PlimsollError } from '@/lib/core/errors';
import type { Objective } from '@/lib/plan/objective';
import { parsePlan } from '@/lib/plan/parse-plan';
import { hasEnded, type RunStatus } from '@/lib/plan/run-status';
import type { Store } from '@/lib/store/open-store';
import { findProfile } from './find-profile';
import { judgeObjectives } from './judge-objectives';

/** Judges an ended run anew by a profile as it is now, beside the plan's own objectives. */
export async function judgeAgain(store: Store, number: number, profileKey: string): Promise<void> {
  const run = await store.prisma.run.findUnique({
    where: { id: number },
    include: { summaries: true },
  });
  if (run === null) throw new PlimsollError('not-found', `There is no run ${number}.`);
  if (!hasEnded(run.status as RunStatus))
    throw new PlimsollError('conflict', `Run ${number} is under way; it is judged when it ends.`);
  if (run.secondsRemovedAt !== null)
    throw new PlimsollError(
      'conflict',
      `Run ${number} cannot be judged anew: the retention has taken its seconds. Its verdicts stay.`,
    );
  const profile = await findProfile(store, profileKey, 'The run cannot be judged.');
  const plan = parsePlan(JSON.parse(run.plan));
  const objectives = [
    ...(JSON.parse(profile.objectives) as Objective[]),
    ...(plan.objectives ?? []),
  ];
  const judged = {
    ...run,
    validity: (run.validity ?? 'suspect') as 'valid',
    warmUpMs: plan.warmUpMs ?? 0,
  };
  const { verdict, verdicts } = await judgeObjectives(store, judged, objectives);
  await store.prisma.run.update({
    where: { id: number },
    data: {
      profileName: profile.name,
      profileVersion: profile.version,
      objectives: JSON.stringify(objectives),
      verdict: verdict ?? null,
      verdicts: JSON.stringify(verdicts),
    },
  });
}
