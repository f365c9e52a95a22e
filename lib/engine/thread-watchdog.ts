const LOOK_MS = 250;
/** A look that comes so late was held up itself: whom it looks at may have spoken meanwhile. */
const LATE_MS = 500;
const SILENT_AFTER_MS = 10_000;
const SILENT_AFTER_STOP_MS = 2_500;

/** Tells when a thread that should speak every second does not: it hangs, and hears no wish to stop either. */
export interface ThreadWatchdog {
  /** The thread has said something. */
  heard(): void;
  /** It was told to stop at once, so it should end soon. */
  stopping(): void;
  /** It has ended, or need not speak any more. */
  end(): void;
  /** Called by its own timer; here for tests. */
  look(): void;
}

/** `nowMs` is monotonic; `onSilent` is called once. */
export function watchThread(
  onSilent: (silentMs: number) => void,
  nowMs: () => number = () => performance.now(),
): ThreadWatchdog {
  let hasSpoken = false;
  let isStopping = false;
  let silentMs = 0;
  let lookedMs = nowMs();
  const look = () => {
    const sinceMs = nowMs() - lookedMs;
    lookedMs += sinceMs;
    // Time in which this process stood still is nobody's silence.
    silentMs += sinceMs > LATE_MS ? 0 : sinceMs;
    // One that is still being loaded has not heard of the stop.
    const limitMs = isStopping && hasSpoken ? SILENT_AFTER_STOP_MS : SILENT_AFTER_MS;
    if (silentMs < limitMs) return;
    clearInterval(timer);
    onSilent(silentMs);
  };
  const timer = setInterval(look, LOOK_MS);
  return {
    heard() {
      hasSpoken = true;
      silentMs = 0;
    },
    stopping() {
      isStopping = true;
    },
    end: () => clearInterval(timer),
    look,
  };
}
