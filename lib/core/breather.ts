import { setImmediate } from 'node:timers/promises';

const TURN_MS = 20;

/**
 * For long work on a thread that others share: awaited between its steps, it lets heartbeats, pages and timers
 * have their turn whenever 20 ms have gone by since they last had it.
 */
export function createBreather(nowMs: () => number = () => performance.now()): () => Promise<void> {
  let since = nowMs();
  return async () => {
    if (nowMs() - since < TURN_MS) return;
    await setImmediate();
    since = nowMs();
  };
}
