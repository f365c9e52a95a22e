import { failuresOf, requestsOf } from '@/lib/stats/outcome';
import type { WindowRecord } from '@/lib/stats/windows';
import type { Store } from '@/lib/store/open-store';
import { readSeconds } from '@/lib/store/read-seconds';
import type { MeasuredSecond } from '@/lib/verdict/objective-evidence';

/** The windows of one second as one. */
export function measuredSecond(windows: readonly WindowRecord[]): MeasuredSecond {
  const total = (of: (window: WindowRecord) => number) =>
    windows.reduce((sum, window) => sum + of(window), 0);
  return {
    requests: total(({ counts }) => requestsOf(counts)),
    failures: total(({ counts }) => failuresOf(counts)),
    locustFailures: total(({ locustFailures }) => locustFailures),
    response: windows.map(({ response }) => response),
    service: windows.map(({ service }) => service),
  };
}

/** A run's stored seconds, of one endpoint or of all together; those of the warm-up are left out. */
export function secondsOf(
  sqlite: Store['sqlite'],
  runId: number,
  endpoint?: number,
  warmUpMs = 0,
): MeasuredSecond[] {
  const seconds: MeasuredSecond[] = [];
  for (const { tick, windows } of readSeconds(sqlite, runId)) {
    if (tick.second * 1000 < warmUpMs) continue;
    const chosen = windows.filter(
      (window) => endpoint === undefined || window.endpoint === endpoint,
    );
    seconds.push(measuredSecond(chosen));
  }
  return seconds;
}
