import { PlimsollError } from '@/lib/core/errors';

/** How many may wait for the one that is printed: about half a minute's work. */
const MAX_WAITING = 8;

/** Reports one at a time, for each takes a processor; in the order in which they were asked for. */
export class PrintQueue {
  private readonly waiting: (() => void)[] = [];
  private isPrinting = false;

  /**
   * Carries out `print` when its turn has come. Throws `unavailable` at once where too many wait, and the signal's
   * reason when it aborts first: then it waits no more.
   */
  async run<T>(print: () => Promise<T>, signal: AbortSignal): Promise<T> {
    signal.throwIfAborted();
    await this.turn(signal);
    try {
      return await print();
    } finally {
      const next = this.waiting.shift();
      if (next === undefined) this.isPrinting = false;
      else next();
    }
  }

  private async turn(signal: AbortSignal): Promise<void> {
    if (!this.isPrinting) {
      this.isPrinting = true;
      return;
    }
    if (this.waiting.length >= MAX_WAITING)
      throw new PlimsollError(
        'unavailable',
        `The dashboard is printing a report, and ${MAX_WAITING} more are waiting. Try again in half a minute.`,
      );
    await new Promise<void>((resolve, reject) => {
      const begin = () => {
        signal.removeEventListener('abort', leave);
        resolve();
      };
      const leave = () => {
        this.waiting.splice(this.waiting.indexOf(begin), 1);
        reject(signal.reason);
      };
      signal.addEventListener('abort', leave, { once: true });
      this.waiting.push(begin);
    });
  }
}
