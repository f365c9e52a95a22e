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
}

// Timers are due in whole milliseconds, and up to one late.
const SPIN_MS = 2;
// A turn of the event loop longer than this did something.
const IDLE_TURN_MS = 0.05;

/** The time of this machine; two threads have the same. */
export function createSystemClock(): Clock {
  let spunMs = 0;
  const originMs = performance.timeOrigin;
  const now = () => originMs + performance.now();

  const spinUntil = (atMs: number, callback: () => void) => {
    let lastMs = now();
    let immediate: NodeJS.Immediate | undefined;
    const turn = () => {
      const atTurnMs = now();
      if (atTurnMs - lastMs < IDLE_TURN_MS) spunMs += atTurnMs - lastMs;
      lastMs = atTurnMs;
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
