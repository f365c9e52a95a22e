import { Histogram } from '@/lib/stats/histogram';
import {
  emptyOutcomeCounts,
  hasLatency,
  type Outcome,
  type OutcomeCounts,
} from '@/lib/stats/outcome';
import type { WindowRecord } from '@/lib/stats/windows';

interface OpenWindow {
  counts: OutcomeCounts;
  times: Histogram;
}

interface ClosedWindow {
  counts: OutcomeCounts;
  times: Uint8Array;
}

const MOST_OPEN = 64;
const MOST_ENDPOINTS = 4096;

/**
 * Windows of samples that come in no order: those touched last are open, the others packed away, so that
 * memory grows with the length of the run and not with its requests.
 */
export class WindowShelf {
  private readonly open = new Map<number, OpenWindow>();
  private readonly closed = new Map<number, ClosedWindow>();
  private last = -1;

  /** Counts one request, ended at this second from the run's start. */
  add(second: number, endpoint: number, outcome: Outcome, latencyUs: number): void {
    const window = this.windowAt(second, endpoint);
    window.counts[outcome] += 1;
    if (hasLatency(outcome)) window.times.record(latencyUs);
  }

  /** Counts requests of which only what became of them is known. */
  addCounts(second: number, endpoint: number, requests: number, failures: number): void {
    const { counts } = this.windowAt(second, endpoint);
    counts.ok += requests - failures;
    counts.httpError += failures;
  }

  addHistogram(second: number, endpoint: number, histogram: Histogram): void {
    const window = this.windowAt(second, endpoint);
    window.counts.ok += histogram.count;
    window.times.merge(histogram);
  }

  /** The last second with anything in it; -1 for none. */
  get lastSecond(): number {
    return this.last;
  }

  /** The windows of a second, as they are stored: there is one time only, response and service alike. */
  windowsOf(second: number, endpoints: number): WindowRecord[] {
    const found: WindowRecord[] = [];
    for (let endpoint = 0; endpoint < endpoints; endpoint++) {
      const key = second * MOST_ENDPOINTS + endpoint;
      this.close(key);
      const window = this.closed.get(key);
      if (window === undefined) continue;
      const { counts, times } = window;
      const locustFailures = counts.httpError + counts.timeout + counts.networkError;
      found.push({ second, endpoint, counts, locustFailures, response: times, service: times });
    }
    return found;
  }

  private windowAt(second: number, endpoint: number): OpenWindow {
    this.last = Math.max(this.last, second);
    const key = second * MOST_ENDPOINTS + endpoint;
    const known = this.open.get(key);
    if (known !== undefined) return known;
    if (this.open.size >= MOST_OPEN) {
      const [oldest] = this.open.keys();
      if (oldest !== undefined) this.close(oldest);
    }
    const before = this.closed.get(key);
    const made = {
      counts: before?.counts ?? emptyOutcomeCounts(),
      times: before === undefined ? new Histogram() : Histogram.decode(before.times),
    };
    this.closed.delete(key);
    this.open.set(key, made);
    return made;
  }

  private close(key: number): void {
    const window = this.open.get(key);
    if (window === undefined) return;
    this.open.delete(key);
    this.closed.set(key, { counts: window.counts, times: window.times.encode() });
  }
}
