import type { Clock } from '../timing/clock';

/** Time that passes only when a test lets it. */
export class ManualClock implements Clock {
  readonly spunMs = 0;
  readonly waitedMs = 0;
  private nowMs = 0;
  private busyMs = 0;
  private readonly wakes = new Set<{ atMs: number; callback: () => void }>();

  now(): number {
    return this.nowMs;
  }

  get idleMs(): number {
    return this.nowMs - this.busyMs;
  }

  wakeAt(atMs: number, callback: () => void): () => void {
    const wake = { atMs, callback };
    this.wakes.add(wake);
    return () => this.wakes.delete(wake);
  }

  get waiting(): number {
    return this.wakes.size;
  }

  /** Lets everything happen that is due within `ms`, each at its own instant. */
  async pass(ms: number): Promise<void> {
    const untilMs = this.nowMs + ms;
    await settled();
    for (let next = this.first(); next && next.atMs <= untilMs; next = this.first()) {
      this.nowMs = Math.max(this.nowMs, next.atMs);
      this.wakes.delete(next);
      next.callback();
      await settled();
    }
    this.nowMs = untilMs;
  }

  /** The thread is busy for `ms`: time passes, and nobody is woken. */
  block(ms: number): void {
    this.nowMs += ms;
    this.busyMs += ms;
  }

  private first() {
    let first: { atMs: number; callback: () => void } | undefined;
    for (const wake of this.wakes) if (first === undefined || wake.atMs < first.atMs) first = wake;
    return first;
  }
}

/** Whatever was promised already has come about. */
function settled(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
