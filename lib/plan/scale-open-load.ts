import type { OpenLoad, ReplayLoad, StagedLoad } from './open-load';
import { PLAN_LIMITS } from './plan-limits';
import type { RateStage } from './rate-stage';
import { shareOut } from './share-out';

interface OpenScaling {
  rateFactor: number;
  durationMs?: number;
}

/**
 * An open load at another size: rates grow and shrink together, stages are stretched or shortened. A
 * replay is played faster or slower to reach a rate, and then cut at the duration; it is never stretched.
 */
export function scaleOpenLoad(load: OpenLoad, scaling: OpenScaling): OpenLoad {
  return load.arrivals === 'replay' ? scaleReplay(load, scaling) : scaleStages(load, scaling);
}

function scaleStages(load: StagedLoad, { rateFactor, durationMs }: OpenScaling): StagedLoad {
  const presentMs = load.stages.reduce((sum, stage) => sum + stage.durationMs, 0);
  const timeFactor = durationMs === undefined ? 1 : durationMs / presentMs;
  if (rateFactor === 1 && timeFactor === 1) return load;
  const durations = shareOut(
    load.stages.map((stage) => stage.durationMs),
    timeFactor,
  );
  const stages = load.stages.map((stage, index): RateStage => {
    const lasts = { durationMs: durations[index] ?? stage.durationMs, ...usersIn(stage) };
    const scaled = (rate: number) => roundRate(rate * rateFactor);
    return 'ratePerSecond' in stage
      ? { ...lasts, ratePerSecond: scaled(stage.ratePerSecond) }
      : {
          ...lasts,
          fromRatePerSecond: scaled(stage.fromRatePerSecond),
          toRatePerSecond: scaled(stage.toRatePerSecond),
        };
  });
  return { ...load, stages };
}

/** Left out where the stage has none, so that the plan reads as before. */
function usersIn({ users }: RateStage): Pick<RateStage, 'users'> {
  return users === undefined ? {} : { users };
}

function scaleReplay(load: ReplayLoad, { rateFactor, durationMs }: OpenScaling): ReplayLoad {
  const speed = (load.speed ?? 1) * rateFactor;
  const untilMs = (durationMs ?? Number.POSITIVE_INFINITY) * speed;
  const kept = load.timestampsMs.filter((atMs) => atMs <= untilMs);
  if (rateFactor === 1 && kept.length === load.timestampsMs.length) return load;
  return {
    ...load,
    timestampsMs: kept.length === 0 ? load.timestampsMs.slice(0, 1) : kept,
    ...(rateFactor !== 1 && { speed }),
  };
}

/** Twelve digits: no trace of binary fractions, such as 49.99999999999999 in place of 50. */
function roundRate(perSecond: number): number {
  return Math.min(PLAN_LIMITS.ratePerSecond, Number(perSecond.toPrecision(12)));
}
