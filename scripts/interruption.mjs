const SAME_KEYPRESS_MS = 500;

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
