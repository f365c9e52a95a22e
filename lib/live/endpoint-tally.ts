import type { EndpointSummary } from '@/lib/runs/model';
import { Histogram } from '@/lib/stats/histogram';
import { summariseLatency } from '@/lib/stats/latency-summary';
import { emptyOutcomeCounts, failuresOf, OUTCOMES, requestsOf } from '@/lib/stats/outcome';
import type { WindowRecord } from '@/lib/stats/windows';

/** What has been added up of one endpoint, or of all of them: `add` is cheap, `summarise` derives. */
export class EndpointTally {
  readonly counts = emptyOutcomeCounts();
  readonly response = new Histogram();
  readonly service = new Histogram();
  locustFailures = 0;
  skipped = 0;

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

  add(window: WindowRecord): void {
    for (const outcome of OUTCOMES) this.counts[outcome] += window.counts[outcome];
    this.locustFailures += window.locustFailures;
    this.response.add(window.response);
    this.service.add(window.service);
  }

  summarise(name: string, elapsedMs: number): EndpointSummary {
    return {
      name,
      requests: this.requests,
      failures: this.failures,
      failureRate: this.failureRate,
      locustFailures: this.locustFailures,
      requestsPerSecond: perSecond(this.requests, elapsedMs),
      skipped: this.skipped,
      outcomes: { ...this.counts },
      response: summariseLatency(this.response),
      service: summariseLatency(this.service),
    };
  }
}

/** A count over a time, per second; undefined when there was no time. */
export function perSecond(count: number, elapsedMs: number): number | undefined {
  return elapsedMs > 0 ? (count / elapsedMs) * 1000 : undefined;
}
