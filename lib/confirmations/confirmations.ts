import { randomInt } from 'node:crypto';
import { z } from 'zod';
import { DEFAULT_MARGIN, endedRun } from '@/lib/compare/compare-runs';
import { PlimsollError } from '@/lib/core/errors';
import { plural } from '@/lib/core/number';
import { parseInput } from '@/lib/core/problems';
import type { LoadPlan } from '@/lib/plan/load-plan';
import { scalePlan } from '@/lib/plan/scale';
import { hasEnded, RUN_STATUSES } from '@/lib/runs/model';
import { MAX_SEED } from '@/lib/runs/start-input';
import { startRun } from '@/lib/runs/start-run';
import { stopRun } from '@/lib/runs/stop-run';
import type { Run } from '@/lib/store/generated/client';
import type { Store } from '@/lib/store/open-store';
import { planOf, runStatusOf } from '@/lib/store/rows';
import { requireConfirmedHost, whatIsSent } from '@/lib/targets/confirmed-host';
import type { ConfirmationItem, Side } from './model';

const CONFIRM_LIMITS = { leastPairs: 2, mostPairs: 20 } as const;
const REFUSED = 'The confirmation cannot be started.';

const confirmationSchema = z.object({
  base: z.int('must be the number of a run.'),
  candidate: z.int('must be the number of a run.'),
  pairs: z
    .int('must be a whole number of pairs.')
    .min(CONFIRM_LIMITS.leastPairs, `must be at least ${CONFIRM_LIMITS.leastPairs}.`)
    .max(CONFIRM_LIMITS.mostPairs, `must be at most ${CONFIRM_LIMITS.mostPairs}.`)
    .default(4),
  /** Of each repeat; the runs' own length if left out. */
  durationMs: z
    .int('must be a duration such as 2 min.')
    .min(10_000, 'must be at least 10 seconds: shorter runs have no confidence interval.')
    .optional(),
  /** Names of the hosts that are no loopback, with commas. */
  confirmHost: z.string().max(1000).optional(),
  /** Targets' ids, in place of the runs' own. */
  baseTarget: z.int().optional(),
  candidateTarget: z.int().optional(),
  margin: z
    .number()
    .positive('must be greater than 0.')
    .max(1, 'must be at most 100 %.')
    .optional(),
});

/**
 * Queues interleaved repeats of two ended runs (A B B A …), each with its own plan against its own target
 * unless others are given. Throws `invalid-input`, `not-found`, or `conflict` for a run that cannot be repeated.
 */
export async function startConfirmation(store: Store, input: unknown): Promise<{ id: number }> {
  const {
    pairs,
    margin = DEFAULT_MARGIN,
    ...request
  } = parseInput(confirmationSchema, input, REFUSED);
  const base = await repeatableRun(store, request.base);
  const candidate = await repeatableRun(store, request.candidate);
  const sides = {
    A: sideOf(base, request.durationMs, request.baseTarget),
    B: sideOf(candidate, request.durationMs, request.candidateTarget),
  };
  await requireConfirmed(store, sides, pairs, request.confirmHost);
  const { id } = await store.prisma.confirmation.create({
    data: { baseRunId: base.id, candidateRunId: candidate.id, margin },
  });
  try {
    await queueRepeats(store, id, sides, { pairs });
  } catch (error) {
    await store.prisma.run.deleteMany({ where: { confirmationId: id } });
    await store.prisma.confirmation.delete({ where: { id } });
    throw error;
  }
  return { id };
}

async function requireConfirmed(
  store: Store,
  sides: Record<Side, RepeatedSide>,
  pairs: number,
  confirmHost: string | undefined,
): Promise<void> {
  const urls = await Promise.all(
    Object.values(sides).map(async ({ target }) =>
      'targetUrl' in target
        ? target.targetUrl
        : (await store.prisma.target.findUnique({ where: { id: target.target } }))?.url,
    ),
  );
  const longest = whatIsSent(sides.A.plan, false);
  requireConfirmedHost(
    urls.filter((url) => url !== undefined),
    confirmHost,
    `${plural(pairs, 'pair')} of repeats, each ${longest}`,
    REFUSED,
  );
}

async function repeatableRun(store: Store, number: number): Promise<Run> {
  const run = await endedRun(store, number);
  if (run.source === null) return run;
  throw new PlimsollError(
    'conflict',
    `Run ${number} was imported from ${run.source} and has no plan to repeat.`,
  );
}

function sideOf(run: Run, durationMs?: number, target?: number): RepeatedSide {
  return {
    plan: scalePlan(planOf(run), { durationMs }),
    target: target === undefined ? targetOf(run) : { target },
  };
}

/** What is repeated on a side: a plan, and where it goes. */
interface RepeatedSide {
  plan: LoadPlan;
  target: { target: number } | { targetUrl: string };
}

/**
 * Queues pairs of repeats, A B then B A and so on, so that what drifts meets both sides alike. Both of a
 * pair make the same decisions. `done` pairs are there already.
 */
async function queueRepeats(
  store: Store,
  confirmationId: number,
  sides: Record<Side, RepeatedSide>,
  { pairs, done = 0 }: { pairs: number; done?: number },
): Promise<void> {
  for (let pair = done; pair < done + pairs; pair++) {
    const seed = randomInt(MAX_SEED);
    const order: Side[] = pair % 2 === 0 ? ['A', 'B'] : ['B', 'A'];
    for (const side of order)
      await startRun(store, {
        plan: sides[side].plan,
        ...sides[side].target,
        seed,
        confirmationId,
        side,
        name: `Confirmation ${confirmationId}: ${side}${pair + 1}`,
        profile: '',
      });
  }
}

/** A stored target, or the address where it was deleted since. */
function targetOf(run: Pick<Run, 'targetId' | 'targetUrl'>): RepeatedSide['target'] {
  return run.targetId === null ? { targetUrl: run.targetUrl } : { target: run.targetId };
}

/** Stops what is left of a confirmation's repeats; pairs that are complete keep counting. Throws `not-found`. */
export async function stopConfirmation(store: Store, id: number): Promise<void> {
  if ((await store.prisma.confirmation.findUnique({ where: { id } })) === null)
    throw new PlimsollError('not-found', `There is no confirmation ${id}.`);
  const left = await store.prisma.run.findMany({
    where: { confirmationId: id, status: { in: RUN_STATUSES.filter((one) => !hasEnded(one)) } },
    orderBy: { id: 'desc' },
  });
  // The last first, so that the worker does not take up another while these are being stopped.
  for (const run of left)
    await stopRun(store, run.id, 'now').catch((error: unknown) => {
      // It may have ended by itself in the meantime.
      if (!(error instanceof PlimsollError)) throw error;
    });
}

/** Queues more pairs of a confirmation's repeats, as those before. Throws `not-found` or `conflict`. */
export async function addPairs(
  store: Store,
  id: number,
  pairs: number,
  confirmHost?: string,
): Promise<void> {
  const repeats = await store.prisma.run.findMany({
    where: { confirmationId: id },
    orderBy: { id: 'asc' },
  });
  const sideOf = (side: Side): RepeatedSide => {
    const run = repeats.find((one) => one.side === side);
    if (run === undefined)
      throw new PlimsollError('not-found', `Confirmation ${id} has no repeats.`);
    return { plan: planOf(run), target: targetOf(run) };
  };
  const sides = { A: sideOf('A'), B: sideOf('B') };
  const done = Math.ceil(repeats.length / 2);
  if (!Number.isInteger(pairs) || pairs < 1 || done + pairs > CONFIRM_LIMITS.mostPairs)
    throw new PlimsollError(
      'conflict',
      `A confirmation has at most ${CONFIRM_LIMITS.mostPairs} pairs; this one has ${done}.`,
    );
  await requireConfirmed(store, sides, pairs, confirmHost);
  await queueRepeats(store, id, sides, { pairs, done });
}

/** Confirmations of these two runs, in either order, newest first. */
export async function listConfirmations(
  { prisma }: Store,
  one: number,
  other: number,
): Promise<ConfirmationItem[]> {
  const rows = await prisma.confirmation.findMany({
    where: { baseRunId: { in: [one, other] }, candidateRunId: { in: [one, other] } },
    include: { repeats: { select: { status: true } } },
    orderBy: { id: 'desc' },
  });
  return rows.map(({ id, createdAt, repeats }) => ({
    id,
    createdAt: createdAt.toISOString(),
    repeats: repeats.length,
    ended: repeats.filter((run) => hasEnded(runStatusOf(run))).length,
  }));
}
