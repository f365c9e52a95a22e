import type { RunPoint } from '@/lib/runs/model';
import { Histogram } from '@/lib/stats/histogram';
import { failuresOf, requestsOf } from '@/lib/stats/outcome';
import type { JobGauges, Tick, WindowRecord } from '@/lib/stats/windows';

interface EndpointBucket {
  requests: number;
  response: Histogram;
}

/** One bucket of the time axis while its seconds come in; its percentiles are of merged histograms. */
export class PointBuilder {
  private seconds = 0;
  private requests = 0;
  private failures = 0;
  private users = 0;
  private inFlight = 0;
  private queued = 0;
  private dropped = 0;
  private eventLoopLagMs = 0;
  private cpuMs: number | undefined;
  private gcMs = 0;
  private jobs: JobGauges | undefined;
  private readonly scheduleDelay = new Histogram();
  private readonly response = new Histogram();
  private readonly service = new Histogram();
  private readonly endpoints = new Map<string, EndpointBucket>();

  constructor(readonly atMs: number) {}

  addSecond(tick: Tick, windows: readonly WindowRecord[], names: readonly string[]): void {
    this.seconds += 1;
    this.users = tick.activeUsers;
    this.inFlight = tick.inFlight;
    this.queued = tick.queued;
    this.eventLoopLagMs = Math.max(this.eventLoopLagMs, tick.eventLoopLagMs);
    this.scheduleDelay.add(tick.scheduleDelay);
    if (tick.cpuMs !== undefined) this.cpuMs = (this.cpuMs ?? 0) + tick.cpuMs;
    this.gcMs += tick.gcMs ?? 0;
    this.jobs = tick.jobs;
    for (const window of windows) this.addWindow(window, names[window.endpoint] ?? '?');
  }

  private addWindow(window: WindowRecord, name: string): void {
    const requests = requestsOf(window.counts);
    this.requests += requests;
    this.failures += failuresOf(window.counts);
    this.dropped += window.counts.dropped;
    this.response.add(window.response);
    this.service.add(window.service);
    const endpoint = this.endpoints.get(name) ?? { requests: 0, response: new Histogram() };
    endpoint.requests += requests;
    endpoint.response.add(window.response);
    this.endpoints.set(name, endpoint);
  }

  build(): RunPoint {
    const seconds = Math.max(this.seconds, 1);
    return {
      atMs: this.atMs,
      users: this.users,
      inFlight: this.inFlight,
      requestsPerSecond: this.requests / seconds,
      failuresPerSecond: this.failures / seconds,
      failureRate: this.requests === 0 ? undefined : this.failures / this.requests,
      p50Ms: quantileMs(this.response, 0.5),
      p95Ms: quantileMs(this.response, 0.95),
      p99Ms: quantileMs(this.response, 0.99),
      serviceP95Ms: quantileMs(this.service, 0.95),
      droppedPerSecond: this.dropped / seconds,
      queued: this.queued,
      scheduleDelayP99Ms: quantileMs(this.scheduleDelay, 0.99),
      eventLoopLagMs: this.eventLoopLagMs,
      cpuShare: this.cpuMs === undefined ? undefined : this.cpuMs / (seconds * 1000),
      gcShare: this.cpuMs === undefined ? undefined : this.gcMs / (seconds * 1000),
      jobs: this.jobs,
      endpoints: Object.fromEntries(
        [...this.endpoints].map(([name, { requests, response }]) => [
          name,
          { requestsPerSecond: requests / seconds, p95Ms: quantileMs(response, 0.95) },
        ]),
      ),
    };
  }
}

function quantileMs(histogram: Histogram, q: number): number | undefined {
  const us = histogram.quantile(q);
  return us === undefined ? undefined : us / 1000;
}
