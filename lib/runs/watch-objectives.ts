import type { Objective } from '@/lib/plan/objective';
import { failuresOf, requestsOf } from '@/lib/stats/outcome';
import type { SecondReport } from '@/lib/stats/second-report';
import { createAbortWatch } from '@/lib/verdict/create-abort-watch';
import type { MeasuredSecond } from '@/lib/verdict/objective-evidence';

/** Looks at each second as it comes; returns the objective by which the run is to be aborted, if any. */
export function watchObjectives(
  objectives: readonly Objective[],
  warmUpMs = 0,
): (report: SecondReport) => Objective | undefined {
  const watch = createAbortWatch(objectives, warmUpMs);
  return (report) => watch.add(report.second, (endpoint) => measuredSecond(report, endpoint));
}

function measuredSecond({ windows, endpoints }: SecondReport, endpoint?: string): MeasuredSecond {
  const chosen = windows.filter(
    (window) => endpoint === undefined || endpoints[window.endpoint] === endpoint,
  );
  const total = (of: (window: SecondReport['windows'][number]) => number) =>
    chosen.reduce((sum, window) => sum + of(window), 0);
  return {
    requests: total(({ counts }) => requestsOf(counts)),
    failures: total(({ counts }) => failuresOf(counts)),
    locustFailures: total((window) => window.locustFailures),
    response: chosen.map(({ response }) => response),
    service: chosen.map(({ service }) => service),
  };
}
