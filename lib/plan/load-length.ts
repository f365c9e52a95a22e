import type { ClosedLoad } from './load';
import type { OpenLoad } from './open-load';

/** How long a load lasts, ms: of a replay, until its last arrival. */
export function loadMs(load: ClosedLoad | OpenLoad): number {
  if (load.model === 'open' && load.arrivals === 'replay')
    return Math.max(1, Math.ceil((load.timestampsMs.at(-1) ?? 0) / (load.speed ?? 1)));
  return load.stages.reduce((sum, stage) => sum + stage.durationMs, 0);
}
