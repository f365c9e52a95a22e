import type { Objective } from '@/lib/plan/objective';
import type { MeasuredSecond } from './objective-evidence';
import { secondFigure } from './objective-figure';

/** Watches, second by second, the objectives that are to abort a run. */
export interface AbortWatch {
  /**
   * Takes the next second of a run. Returns the objective that has now been broken for as long as it may
   * be without a pause; seconds without data neither count nor interrupt.
   */
  add(second: number, measuredOf: (endpoint?: string) => MeasuredSecond): Objective | undefined;
}

export function createAbortWatch(objectives: readonly Objective[], warmUpMs: number): AbortWatch {
  const watched = objectives
    .filter(({ abortAfterMs }) => abortAfterMs !== undefined)
    .map((objective) => ({ objective, brokenMs: 0 }));
  return {
    add(second, measuredOf) {
      if (second * 1000 < warmUpMs) return undefined;
      for (const watch of watched) {
        const { min, max, endpoint } = watch.objective;
        const figure = secondFigure(watch.objective, measuredOf(endpoint));
        if (figure === undefined) continue;
        // Not on the generator's own account.
        const isBroken =
          figure.low > (max ?? Number.POSITIVE_INFINITY) ||
          figure.high < (min ?? Number.NEGATIVE_INFINITY);
        watch.brokenMs = isBroken ? watch.brokenMs + 1000 : 0;
      }
      return watched.find(
        ({ objective: { abortAfterMs = 0 }, brokenMs }) => brokenMs > 0 && brokenMs >= abortAfterMs,
      )?.objective;
    },
  };
}
