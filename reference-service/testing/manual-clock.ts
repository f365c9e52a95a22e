import type { Clock } from '../clock';

interface ManualClock extends Clock {
  /** Moves time on, calling what falls due on the way, in order. */
  advance(byMs: number): void;
}

/** A clock that stands still, at 0 ms and at the start of 2024, until it is told to move. */
export function createManualClock(): ManualClock {
  let nowMs = 0;
  const timers = new Set<{ dueMs: number; callback: () => void }>();
  return {
    monotonicMs: () => nowMs,
    epochMs: () => Date.UTC(2024, 0, 1) + nowMs,
    after(delayMs, callback) {
      const timer = { dueMs: nowMs + delayMs, callback };
      timers.add(timer);
      return () => timers.delete(timer);
    },
    advance(byMs) {
      const untilMs = nowMs + byMs;
      for (;;) {
        const [next] = [...timers].sort((a, b) => a.dueMs - b.dueMs);
        if (!next || next.dueMs > untilMs) break;
        timers.delete(next);
        nowMs = next.dueMs;
        next.callback();
      }
      nowMs = untilMs;
    },
  };
}
