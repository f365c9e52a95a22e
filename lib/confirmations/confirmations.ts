import { z } from 'zod';
import { DEFAULT_MARGIN, endedRun } from '@/lib/compare/compare-runs';
import { PlimsollError } from '@/lib/core/errors';
import { parsePlan } from '@/lib/plan/parse-plan';
import { scalePlan } from '@/lib/plan/scale';
import { parseInput } from '@/lib/runs/parse-input';
import { queueRepeats, type RepeatedSide, targetOf } from '@/lib/runs/queue-repeats';
import type { Run } from '@/lib/store/generated/client';
import type { Store } from '@/lib/store/open-store';

export const CONFIRM_LIMITS = { leastPairs: 2, mostPairs: 20 } as const;
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
    .int('must be a length of time such as 2 min.')
    .min(10_000, 'must be at least 10 seconds: shorter runs have no interval.')
    .optional(),
  /** Targets' ids, in place of the runs' own. */
  baseTarget: z.int().optional(),
  candidateTarget: z.int().optional(),
  margin: z.number().positive('must be above 0.').max(1, 'must be at most 100 %.').optional(),
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

async function repeatableRun(store: Store, number: number): Promise<Run> {
  const run = await endedRun(store, number);
  if (run.source === null) return run;
  throw new PlimsollError(
    'conflict',
    `Run ${number} was imported from ${run.source}: Plimsoll has no plan of it to repeat.`,
  );
}

function sideOf(run: Run, durationMs?: number, target?: number): RepeatedSide {
  return {
    plan: scalePlan(parsePlan(JSON.parse(run.plan)), { durationMs }),
    target: target === undefined ? targetOf(run) : { target },
  };
}
