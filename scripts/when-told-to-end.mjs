import { createInterruption } from './interruption.mjs';

const PARENT_POLL_MS = 300;

/**
 * Aborts the signal it returns on Ctrl-C, on SIGTERM, and when npm, having started us, is gone: it passes
 * a signal on to its shell alone, which ends without a word to us. A second Ctrl-C ends all at once.
 * @param {NodeJS.ProcessEnv} env
 * @returns {AbortSignal}
 */
export function whenToldToEnd(env) {
  const told = new AbortController();
  const interrupt = createInterruption({
    onFirst: () => told.abort(),
    onSecond: () => process.exit(130),
  });
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, interrupt);
  const parent = process.ppid;
  if (env.npm_lifecycle_event)
    setInterval(() => process.ppid !== parent && told.abort(), PARENT_POLL_MS).unref();
  return told.signal;
}
