import { z } from 'zod';
import { PLAN_LIMITS } from './plan-limits';
import { between, whole } from './schema-parts';
import { usersSchema } from './users';

const durationMs = whole('milliseconds', 1, PLAN_LIMITS.durationMs);
const users = usersSchema.optional().describe('What these arrivals do, if not what the plan says.');
const rate = between('arrivals per second', 0, PLAN_LIMITS.ratePerSecond);

export const rateStageSchema = z.union(
  [
    z.strictObject({ durationMs, ratePerSecond: rate, users }),
    z.strictObject({ durationMs, fromRatePerSecond: rate, toRatePerSecond: rate, users }),
  ],
  'must be {durationMs, ratePerSecond} or {durationMs, fromRatePerSecond, toRatePerSecond}.',
);

/** A constant rate, or one that goes evenly from one to another. Arrivals per second. */
export type RateStage = z.infer<typeof rateStageSchema>;

/** The rates at a stage's two ends. */
export function ratesOf(stage: RateStage): { from: number; to: number } {
  return 'ratePerSecond' in stage
    ? { from: stage.ratePerSecond, to: stage.ratePerSecond }
    : { from: stage.fromRatePerSecond, to: stage.toRatePerSecond };
}

/** How many arrivals a stage means to have. */
export function arrivalsOf(stage: RateStage): number {
  const { from, to } = ratesOf(stage);
  return (((from + to) / 2) * stage.durationMs) / 1000;
}
