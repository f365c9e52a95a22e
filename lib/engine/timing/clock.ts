import { openSync, readFileSync, readSync } from 'node:fs';
import { PerformanceObserver, performance } from 'node:perf_hooks';

/** Milliseconds that only ever go forward, with a fraction; and a way to be woken. */
export interface Clock {
  now(): number;
  /**
   * Calls back once, never before `atMs`: within about a millisecond, or with 'exact' within some
   * microseconds, for which the thread does not sleep during the last two milliseconds. Returns what
   * takes it back.
   */
  wakeAt(atMs: number, callback: () => void, precision?: 'coarse' | 'exact'): () => void;
  /** How long it has kept the thread awake, with nothing else to do, for the sake of being exact, ms. */
  readonly spunMs: number;
  /** How long the thread's event loop had nothing to do so far, ms: asleep, or awake only to be exact. */
  readonly idleMs: number;
  /** How long the thread waited for a processor so far although it had something to do, ms. */
  readonly waitedMs: number;
}

// Timers are due in whole milliseconds, and up to one late.
const SPIN_MS = 2;
// A turn of the event loop longer than this did something.
const IDLE_TURN_MS = 0.05;

/** The time of this machine; two threads have the same. */
export function createSystemClock(): Clock {
  let spunMs = 0;
  /** Until when: two that wait at the same time do so in the same turns. */
  let spunUntilMs = 0;
  const originMs = performance.timeOrigin;
  const now = () => originMs + performance.now();

  const spinUntil = (atMs: number, callback: () => void) => {
    let lastMs = now();
    let immediate: NodeJS.Immediate | undefined;
    const turn = () => {
      const atTurnMs = now();
      if (atTurnMs - lastMs < IDLE_TURN_MS) spunMs += atTurnMs - Math.max(lastMs, spunUntilMs);
      lastMs = atTurnMs;
      spunUntilMs = atTurnMs;
      if (atTurnMs >= atMs) callback();
      else immediate = setImmediate(turn);
    };
    immediate = setImmediate(turn);
    return () => clearImmediate(immediate);
  };

  return {
    now,
    get spunMs() {
      return spunMs;
    },
    get idleMs() {
      return performance.nodeTiming.idleTime + spunMs;
    },
    get waitedMs() {
      return processorWaitMs();
    },
    wakeAt(atMs, callback, precision = 'coarse') {
      const delayMs = atMs - now();
      const exact = precision === 'exact';
      if (delayMs <= 0 || (exact && delayMs <= SPIN_MS)) return spinUntil(atMs, callback);
      let cancel = () => clearTimeout(timer);
      const timer = setTimeout(
        () => {
          if (!exact && now() >= atMs) callback();
          else cancel = spinUntil(atMs, callback);
        },
        exact ? delayMs - SPIN_MS : Math.ceil(delayMs),
      );
      return () => cancel();
    },
  };
}

/** The run's time without its pauses: what the load's schedule goes by. Both in ms from the start. */
export class LoadTime {
  private pausedMs = 0;
  private pausedAtMs: number | undefined;

  constructor(private readonly runMs: () => number) {}

  get isPaused(): boolean {
    return this.pausedAtMs !== undefined;
  }

  now(): number {
    return (this.pausedAtMs ?? this.runMs()) - this.pausedMs;
  }

  /** The run's time at which the load's time is `loadMs`, should no other pause come. */
  toRun(loadMs: number): number {
    return loadMs + this.pausedMs;
  }

  pause(): void {
    this.pausedAtMs ??= this.runMs();
  }

  resume(): void {
    if (this.pausedAtMs === undefined) return;
    this.pausedMs += this.runMs() - this.pausedAtMs;
    this.pausedAtMs = undefined;
  }
}

const PERIOD_MS = 20;

/**
 * Asks to be woken fifty times a second, and tells how late each time was, ms: how long the thread was
 * too busy to see an answer or to send a request. `onArmed` hears when the next time is due, on the clock.
 * Returns what ends it.
 */
export function watchLag(
  clock: Clock,
  onLag: (lateMs: number) => void,
  onArmed: (dueMs: number) => void = () => {},
): () => void {
  let forget = () => {};
  const arm = () => {
    const dueMs = clock.now() + PERIOD_MS;
    onArmed(dueMs);
    forget = clock.wakeAt(dueMs, () => {
      onLag(Math.max(0, clock.now() - dueMs));
      arm();
    });
  };
  arm();
  return () => forget();
}

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

// Each thread has its own, open as long as it lives.
let schedstat: number | undefined;
const bytes = Buffer.alloc(96);

/** By Linux's account of the thread (Documentation/scheduler/sched-stats); 0 where there is none. */
function processorWaitMs(): number {
  try {
    schedstat ??= openSync('/proc/thread-self/schedstat', 'r');
    const length = readSync(schedstat, bytes, 0, bytes.length, 0);
    return Number(bytes.toString('latin1', 0, length).split(' ')[1]) / 1e6;
  } catch {
    return 0;
  }
}

/** From Linux's own account of the thread; elsewhere the time its event loop was not asleep. */
function threadCpuMs(): number {
  try {
    return Number(readFileSync('/proc/thread-self/schedstat', 'utf8').split(' ')[0]) / 1e6;
  } catch {
    return performance.eventLoopUtilization().active;
  }
}
