import type { Objective } from '@/lib/plan/objective';
import type { SecondReport } from '@/lib/stats/windows';
import { createAbortWatch } from '@/lib/verdict/create-abort-watch';
import { measuredSecond } from './seconds';

/** Looks at each second as it comes; returns the objective by which the run is to be aborted, if any. */
export function watchObjectives(
  objectives: readonly Objective[],
  warmUpMs = 0,
): (report: SecondReport) => Objective | undefined {
  const watch = createAbortWatch(objectives, warmUpMs);
  return ({ second, windows, endpoints }) =>
    watch.add(second, (endpoint) =>
      measuredSecond(
        windows.filter(
          (window) => endpoint === undefined || endpoints[window.endpoint] === endpoint,
        ),
      ),
    );
}
