import type { Histogram } from './histogram';
import { Latencies } from './latencies';
import { emptyOutcomeCounts, failuresOf, OUTCOMES, requestsOf } from './outcome';
import type { WindowRecord } from './windows';

/** Windows added up, of one endpoint or several, of one second or many: `add` is cheap, the rest derives. */
export class WindowTally {
  readonly counts = emptyOutcomeCounts();
  /** Of all requests that have a latency, and of those that failed. */
  readonly all = new Latencies();
  readonly failed = new Latencies();
  locustFailures = 0;

  static of(windows: Iterable<WindowRecord>): WindowTally {
    const tally = new WindowTally();
    for (const window of windows) tally.add(window);
    return tally;
  }

  add(window: WindowRecord): void {
    for (const outcome of OUTCOMES) this.counts[outcome] += window.counts[outcome];
    this.locustFailures += window.locustFailures;
    this.all.add(window);
    if (window.failed !== undefined) this.failed.add(window.failed);
  }

  /** Microseconds; percentiles are of these, never averages of the windows' own. */
  get response(): Histogram {
    return this.all.response;
  }

  get service(): Histogram {
    return this.all.service;
  }

  /** Undefined where successes and failures were not kept apart. */
  get successful(): Latencies | undefined {
    if (this.all.count - this.failed.count > this.counts.ok) return undefined;
    if (this.failed.count === 0) return this.all;
    const successful = new Latencies();
    successful.add(this.all.encode());
    successful.subtract(this.failed.encode());
    return successful;
  }

  get requests(): number {
    return requestsOf(this.counts);
  }

  get failures(): number {
    return failuresOf(this.counts);
  }

  /** Failures per request, 0 to 1; undefined before the first request. */
  get failureRate(): number | undefined {
    return this.requests === 0 ? undefined : this.failures / this.requests;
  }

  /** All of it as one window. */
  window(second: number, endpoint: number): WindowRecord {
    return {
      second,
      endpoint,
      counts: { ...this.counts },
      locustFailures: this.locustFailures,
      ...this.all.encode(),
      ...(this.failed.count > 0 && { failed: this.failed.encode() }),
    };
  }
}
