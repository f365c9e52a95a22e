import { Histogram } from './histogram';
import { emptyOutcomeCounts, failuresOf, OUTCOMES, requestsOf } from './outcome';
import type { WindowRecord } from './windows';

/** Windows added up, of one endpoint or several, of one second or many: `add` is cheap, the rest derives. */
export class WindowTally {
  readonly counts = emptyOutcomeCounts();
  /** Microseconds; percentiles are of these, never averages of the windows' own. */
  readonly response = new Histogram();
  readonly service = new Histogram();
  locustFailures = 0;

  static of(windows: Iterable<WindowRecord>): WindowTally {
    const tally = new WindowTally();
    for (const window of windows) tally.add(window);
    return tally;
  }

  add(window: WindowRecord): void {
    for (const outcome of OUTCOMES) this.counts[outcome] += window.counts[outcome];
    this.locustFailures += window.locustFailures;
    this.response.add(window.response);
    this.service.add(window.service);
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
      response: this.response.encode(),
      service: this.service.encode(),
    };
  }
}
