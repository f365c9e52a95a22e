import { z } from 'zod';
import { PlimsollError } from '@/lib/core/errors';
import { isInstant } from '@/lib/core/instant';
import { parseInput } from '@/lib/core/problems';
import type { Store } from '@/lib/store/open-store';
import type { TrendDeployment, TrendPage, TrendPoint } from './model';

const REFUSED = 'The deployment was not saved.';
const deploymentSchema = z.object({
  /** A target's name, stored or only known from runs. */
  target: z.string().trim().min(1, 'is required.'),
  /** When it went live; now, if left out. */
  at: z
    .string()
    .trim()
    .refine((text) => text === '' || isInstant(text), {
      message: 'must be a time such as 2026-11-23 14:30.',
    })
    .default(''),
  text: z
    .string()
    .trim()
    .min(1, 'must describe what was deployed.')
    .max(200, 'must be at most 200 characters.'),
});

/** Keeps that something new went live on a target; trends draw it. Throws `invalid-input`. */
export async function addDeployment({ prisma }: Store, input: unknown): Promise<{ id: number }> {
  const { target, at, text } = parseInput(deploymentSchema, input, REFUSED);
  const isKnown =
    (await prisma.target.count({ where: { name: target } })) > 0 ||
    (await prisma.run.count({ where: { targetName: target } })) > 0;
  if (!isKnown) {
    const targets = await prisma.target.findMany({ orderBy: { id: 'asc' } });
    const names = targets.map(({ name }) => `"${name}"`).join(', ');
    throw new PlimsollError('invalid-input', REFUSED, [
      {
        path: 'target',
        message: `"${target}" does not exist. ${names === '' ? 'No targets are configured yet.' : `Available: ${names}.`}`,
      },
    ]);
  }
  const made = await prisma.deployment.create({
    data: { targetName: target, at: at === '' ? new Date() : new Date(at), text },
  });
  return { id: made.id };
}

/** Forgets a deployment that was marked by hand. Throws `not-found`. */
export async function removeDeployment({ prisma }: Store, id: number): Promise<void> {
  const { count } = await prisma.deployment.deleteMany({ where: { id } });
  if (count === 0) throw new PlimsollError('not-found', `There is no deployment ${id}.`);
}

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
