import type { Instant } from './read-instant';
import { overlapOf, type Span } from './span';

/**
 * Where the service's clock stands against the run's. A job is created between the sending of its start
 * and the answer, so each `created_at` bounds the difference; all together bound it closely, as in
 * Cristian's algorithm (1989). Bounds that contradict each other mean a clock was set: the newest count.
 */
export class ServiceClock {
  private difference: Span | undefined;

  /** An instant on the service's clock that lay between these two of the run's, ms. */
  bracket({ epochMs, resolutionMs }: Instant, sentMs: number, endedMs: number): void {
    const seen = { low: sentMs - epochMs - resolutionMs, high: endedMs - epochMs };
    this.difference = (this.difference && overlapOf(this.difference, seen)) ?? seen;
  }

  /** Where an instant of the service lies on the run's clock, ms; undefined before the first bracket. */
  toRun({ epochMs, resolutionMs }: Instant): Span | undefined {
    if (this.difference === undefined) return undefined;
    const { low, high } = this.difference;
    return { low: epochMs + low, high: epochMs + resolutionMs + high };
  }
}
