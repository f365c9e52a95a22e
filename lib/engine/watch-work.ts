import { readFileSync } from 'node:fs';
import { PerformanceObserver, performance } from 'node:perf_hooks';
import type { Clock } from './clock';

/** What this thread has done since it was last asked. */
export interface Work {
  /** On the processor, ms; what was only spent waiting to be exact is left out. */
  cpuMs: number;
  /** Collecting garbage, ms. */
  gcMs: number;
}

/** Watches this thread's own work. */
export function watchWork(clock: Clock): { take(): Work; stop(): void } {
  let gcMs = 0;
  const observer = new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) gcMs += entry.duration;
  });
  observer.observe({ entryTypes: ['gc'] });
  let last = { cpuMs: threadCpuMs(), spunMs: clock.spunMs };
  return {
    take() {
      const now = { cpuMs: threadCpuMs(), spunMs: clock.spunMs };
      const cpuMs = Math.max(0, now.cpuMs - last.cpuMs - (now.spunMs - last.spunMs));
      last = now;
      const work = { cpuMs, gcMs };
      gcMs = 0;
      return work;
    },
    stop: () => observer.disconnect(),
  };
}

/** From Linux's own account of the thread; elsewhere the time its event loop was not asleep. */
function threadCpuMs(): number {
  try {
    return Number(readFileSync('/proc/thread-self/schedstat', 'utf8').split(' ')[0]) / 1e6;
  } catch {
    return performance.eventLoopUtilization().active;
  }
}
