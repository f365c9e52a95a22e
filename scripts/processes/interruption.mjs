const SAME_KEYPRESS_MS = 500;
const PARENT_POLL_MS = 300;

/**
 * Aborts the signal it returns on Ctrl-C, on SIGTERM, and when npm, having started us, is gone: it passes
 * a signal on to its shell alone, which ends without a word to us. A second Ctrl-C ends all at once.
 * @returns {AbortSignal}
 */
export function whenToldToEnd() {
  const told = new AbortController();
  const interrupt = createInterruption({
    onFirst: () => told.abort(),
    onSecond: () => process.exit(130),
  });
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, interrupt);
  const parent = process.ppid;
  if (process.env.npm_lifecycle_event)
    setInterval(() => process.ppid !== parent && told.abort(), PARENT_POLL_MS).unref();
  return told.signal;
}

/**
 * Turns signals into two calls: the first asks for an orderly end, a later one for an end at once. npm
 * passes Ctrl-C on although the terminal has sent it too, so a second one counts after half a second only.
 * @param {{ onFirst(signal: string): void, onSecond(): void, now?: () => number }} options
 */
export function createInterruption({ onFirst, onSecond, now = Date.now }) {
  let firstAt;
  return (signal) => {
    if (firstAt === undefined) {
      firstAt = now();
      onFirst(signal);
    } else if (now() - firstAt >= SAME_KEYPRESS_MS) onSecond();
  };
}
