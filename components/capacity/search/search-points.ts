import type { PlotPoint } from '@/components/charts/series';
import type { SearchStepView } from '@/lib/capacity/model';

/** Each step's load by what became of it, and what the line lies between after it. */
export function searchPoints(steps: readonly SearchStepView[]): PlotPoint[] {
  return steps.map(({ number, load, result, trouble }, at) => {
    const upTo = steps.slice(0, at + 1);
    const broke = upTo.filter((step) => step.result?.holds === false).map((step) => step.load);
    const high = broke.length === 0 ? undefined : Math.min(...broke);
    const held = upTo
      .filter((step) => step.result?.holds === true && step.load < (high ?? Infinity))
      .map((step) => step.load);
    return {
      x: number,
      values: {
        holds: result?.holds === true ? load : undefined,
        breaks: result?.holds === false ? load : undefined,
        now: result === undefined && trouble === undefined ? load : undefined,
        low: high === undefined ? undefined : Math.max(0, ...held),
        high,
      },
    };
  });
}
