import type { Store } from '@/lib/store/open-store';
import type { TrendDeployment, TrendPage } from '@/lib/trends/model';
import type { TrendPoint } from './trend-series';

/**
 * What was put on a target between the runs of a trend: marked by hand, marked within a run, or told by the
 * target itself, which then said it was another build than in the run before.
 */
export async function trendDeployments(
  { prisma }: Store,
  target: string,
  points: readonly TrendPoint[],
): Promise<Pick<TrendPage, 'deployments' | 'pending'>> {
  const [first, last] = [points[0], points.at(-1)];
  if (first === undefined || last === undefined) return { deployments: [], pending: [] };
  const byHand = await prisma.deployment.findMany({
    where: { targetName: target, at: { gte: new Date(first.startedAt) } },
    orderBy: { at: 'asc' },
  });
  const within = await prisma.runMark.findMany({
    where: { kind: 'deploy', runId: { in: points.map(({ run }) => run) } },
    orderBy: { id: 'asc' },
  });
  const deployments: TrendDeployment[] = within.map(({ runId, text }) => ({
    at: points.find(({ run }) => run === runId)?.startedAt ?? '',
    text: text ?? 'deploy',
    run: runId,
  }));
  const pending: TrendPage['pending'] = [];
  for (const { id, at, text } of byHand) {
    const next = points.find(({ startedAt }) => Date.parse(startedAt) >= at.getTime());
    if (next === undefined) pending.push({ id, at: at.toISOString(), text });
    else deployments.push({ id, at: at.toISOString(), text, run: next.run });
  }
  for (const [index, { run, startedAt, targetBuild }] of points.entries()) {
    const before = points[index - 1]?.targetBuild;
    if (targetBuild === undefined || before === undefined || before === targetBuild) continue;
    deployments.push({ at: startedAt, text: targetBuild, run });
  }
  return { deployments: deployments.sort((a, b) => a.run - b.run), pending };
}
