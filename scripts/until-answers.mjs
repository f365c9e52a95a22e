import { setTimeout as sleep } from 'node:timers/promises';

const POLL_MS = 100;

/**
 * Waits until a server answers at all, whatever it answers.
 * @param {string} url
 * @param {{ signal: AbortSignal }} options its abort ends the waiting, as a rejection
 * @returns {Promise<number>} the answer's HTTP status
 */
export async function untilAnswers(url, { signal }) {
  for (;;) {
    signal.throwIfAborted();
    const response = await fetch(url, { redirect: 'manual', signal }).catch(() => undefined);
    await response?.body?.cancel();
    if (response) return response.status;
    await sleep(POLL_MS, undefined, { signal });
  }
}
