import type { Clock } from './clock';

const PERIOD_MS = 20;

/**
 * Asks to be woken fifty times a second, and tells how late each time was, ms: how long the thread was
 * too busy to see an answer or to send a request. Returns what ends it.
 */
export function watchLag(clock: Clock, onLag: (lateMs: number) => void): () => void {
  let forget = () => {};
  const arm = () => {
    const dueMs = clock.now() + PERIOD_MS;
    forget = clock.wakeAt(dueMs, () => {
      onLag(Math.max(0, clock.now() - dueMs));
      arm();
    });
  };
  arm();
  return () => forget();
}
