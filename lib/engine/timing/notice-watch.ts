import type { Clock } from './clock';

/** Timers may be this late on a machine that is at rest. */
const GRACE_MS = 2;

/**
 * How long something that is noticed now may already have been there: what the generator itself can have
 * added to a latency, at most. The event loop looks at its sockets in turns. What it finds arrived after
 * it last looked, so it waited no longer than the loop has been busy since; and if the loop slept, no
 * longer than it has been awake, plus what the thread waited for a processor before it woke up.
 */
export class NoticeWatch {
  private atMs: number;
  private idleMs: number;
  private waitedMs: number;
  private unseenMs = 0;
  /** How long before the last look something that it found may have come, as far as it came after the look before. */
  private freshMs = 0;
  /** How long the process or the machine stood still so far, at most. */
  private stoodMs = 0;
  /** When the loop looked, at the earliest, in the turn in which something was found; undefined between turns. */
  private foundMs: number | undefined;
  /** When the thread is to wake up at the latest. */
  private wakesMs = Number.POSITIVE_INFINITY;

  constructor(private readonly clock: Pick<Clock, 'now' | 'idleMs' | 'waitedMs'>) {
    this.atMs = clock.now();
    this.idleMs = clock.idleMs;
    this.waitedMs = clock.waitedMs;
  }

  /** The thread has done something of its own: what comes later cannot have waited for what was before it. */
  touch(): number {
    const nowMs = this.clock.now();
    const { idleMs } = this.clock;
    const gapMs = nowMs - this.atMs;
    const sleptMs = idleMs - this.idleMs;
    if (sleptMs > 0) {
      const { waitedMs } = this.clock;
      const awakeMs = Math.max(0, gapMs - sleptMs);
      const missedMs = nowMs - this.wakesMs;
      // A timer overslept by more than the processor was waited for: the process or the whole machine stood still.
      const isExplained = missedMs <= GRACE_MS + awakeMs + (waitedMs - this.waitedMs);
      this.freshMs = isExplained ? awakeMs + Math.min(sleptMs, waitedMs - this.waitedMs) : gapMs;
      this.unseenMs = this.freshMs;
      if (!isExplained) this.stoodMs += sleptMs;
      this.waitedMs = waitedMs;
    } else {
      this.freshMs = gapMs;
      this.unseenMs += gapMs;
    }
    this.atMs = nowMs;
    this.idleMs = idleMs;
    return this.unseenMs;
  }

  /** Something is noticed: how long it may have been there, ms. */
  notice(): number {
    const unseenMs = this.touch();
    if (this.foundMs === undefined) {
      // The process may have been stopped between the look and this moment.
      this.foundMs = this.atMs - this.freshMs;
      setImmediate(this.afterPoll);
    }
    return unseenMs;
  }

  /** The thread has asked to be woken at this time, on the clock, if nothing wakes it before. */
  wakesAt(atMs: number): void {
    this.wakesMs = atMs;
  }

  /** How long the thread has been busy so far, or kept from being so as far as is known, ms. */
  get busyMs(): number {
    return this.clock.now() - this.clock.idleMs + this.waitedMs + this.stoodMs;
  }

  /** What comes from here on came after the loop had last looked. */
  private readonly afterPoll = (): void => {
    this.touch();
    this.unseenMs = Math.min(this.unseenMs, this.atMs - (this.foundMs ?? this.atMs));
    this.foundMs = undefined;
  };
}
