import { Histogram, type LatencySummary, summariseLatency } from '@/lib/stats/histogram';
import { requestsOf } from '@/lib/stats/outcome';
import { WindowTally } from '@/lib/stats/window-tally';
import type { JobGauges, Tick, WindowRecord } from '@/lib/stats/windows';
import type { EndpointSummary, RunPoint, RunTotals } from '../model';
import { GeneratorTally } from './generator-tally';

const MAX_POINTS = 300;

/** The length of a bucket of the time axis, so that a run of `plannedMs` has at most 300 of them. */
export function bucketMsFor(plannedMs: number): number {
  return Math.max(1, Math.ceil(plannedMs / 1000 / MAX_POINTS)) * 1000;
}

/**
 * A run as its seconds come in, live or from the store. Memory is bounded by endpoints and points,
 * not by the run's length: only the newest bucket keeps its histograms.
 */
export class RunAccumulator {
  readonly overall = new EndpointTally();
  readonly generator = new GeneratorTally();
  lastTick: Tick | undefined;
  /** How many seconds have come in after the warm-up. */
  countedSeconds = 0;
  private readonly tallies = new Map<string, EndpointTally>();
  private readonly closedPoints: RunPoint[] = [];
  private openPoint: PointBuilder | undefined;
  /** Histograms of the newest bucket by endpoint, which the next one has again: of a thousand, new ones are 36 MB. */
  private readonly spare = new Map<string, Histogram>();

  /** Seconds that begin before `warmUpMs` are drawn, but not counted. */
  constructor(
    readonly bucketMs: number,
    private readonly warmUpMs = 0,
  ) {}

  /** Seconds must come in order. `names` are the run's endpoint names by index. */
  addSecond(tick: Tick, windows: readonly WindowRecord[], names: readonly string[]): void {
    if (this.isCounted(tick.second)) this.count(tick, windows, names);
    this.pointAt(tick.second).addSecond(tick, windows, names);
    this.lastTick = tick;
  }

  /** Whether a second comes after the warm-up. */
  isCounted(second: number): boolean {
    return second * 1000 >= this.warmUpMs;
  }

  private count(tick: Tick, windows: readonly WindowRecord[], names: readonly string[]): void {
    for (const window of windows) {
      this.tally(names[window.endpoint] ?? '?').add(window);
      this.overall.add(window);
    }
    for (const [name, count] of Object.entries(tick.skipped)) {
      this.tally(name).skipped += count;
      this.overall.skipped += count;
    }
    this.generator.add(tick);
    this.countedSeconds += 1;
  }

  /** What of a load of `elapsedMs` is counted, ms. */
  private countedMs(elapsedMs: number): number {
    return Math.max(0, elapsedMs - Math.ceil(this.warmUpMs / 1000) * 1000);
  }

  /** Up to where seconds have come in, ms. */
  get coveredMs(): number {
    return this.lastTick === undefined ? 0 : (this.lastTick.second + 1) * 1000;
  }

  points(): RunPoint[] {
    return this.openPoint === undefined
      ? [...this.closedPoints]
      : [...this.closedPoints, this.openPoint.build()];
  }

  /** Points of buckets that hold seconds from `second` on. */
  pointsSince(second: number): RunPoint[] {
    const firstBucketMs = Math.floor((second * 1000) / this.bucketMs) * this.bucketMs;
    return this.points().filter((point) => point.atMs >= firstBucketMs);
  }

  totals(elapsedMs: number): RunTotals {
    const { overall } = this;
    return {
      requests: overall.requests,
      failures: overall.failures,
      failureRate: overall.failureRate,
      locustFailures: overall.locustFailures,
      requestsPerSecond: perSecond(overall.requests, this.countedMs(elapsedMs)),
      dropped: overall.counts.dropped,
      skipped: overall.skipped,
    };
  }

  latencies(): { response: LatencySummary; service: LatencySummary } {
    return {
      response: summariseLatency(this.overall.response),
      service: summariseLatency(this.overall.service),
    };
  }

  /** What has been added up of each endpoint, by name. */
  tallied(): [string, WindowTally][] {
    return [...this.tallies];
  }

  /**
   * Of what users would have done, so much they may not have done because the generator was late for them, 0 to 1;
   * undefined where its error is unknown. Arrivals wait for nobody: 0.
   */
  get shortfall(): number | undefined {
    const { response, low } = this.overall.all;
    if (low === undefined || response.count === 0) return undefined;
    const { userMs } = this.generator;
    if (userMs === 0) return 0;
    const lostMs = ((response.mean ?? 0) - (low.response.mean ?? 0)) * (response.count / 1000);
    return Math.min(1, lostMs / userMs);
  }

  endpoints(elapsedMs: number): EndpointSummary[] {
    return [...this.tallies]
      .map(([name, tally]) => tally.summarise(name, this.countedMs(elapsedMs)))
      .sort((a, b) => a.name.localeCompare(b.name));
  }

  /** All endpoints together, under `name`. */
  summariseAll(name: string, elapsedMs: number): EndpointSummary {
    return this.overall.summarise(name, this.countedMs(elapsedMs));
  }

  /** Merged histograms by endpoint name. */
  histograms(name: string): { response: Histogram; service: Histogram } {
    return this.tally(name);
  }

  private tally(name: string): EndpointTally {
    const known = this.tallies.get(name);
    if (known !== undefined) return known;
    const made = new EndpointTally();
    this.tallies.set(name, made);
    return made;
  }

  private pointAt(second: number): PointBuilder {
    const atMs = Math.floor((second * 1000) / this.bucketMs) * this.bucketMs;
    if (this.openPoint?.atMs === atMs) return this.openPoint;
    if (this.openPoint !== undefined) this.closedPoints.push(this.openPoint.build());
    this.openPoint = new PointBuilder(atMs, this.spare);
    return this.openPoint;
  }
}

/** What has been added up of one endpoint, or of all of them. */
export class EndpointTally extends WindowTally {
  skipped = 0;

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
function perSecond(count: number, elapsedMs: number): number | undefined {
  return elapsedMs > 0 ? (count / elapsedMs) * 1000 : undefined;
}

interface EndpointBucket {
  requests: number;
  response: Histogram;
}

/** One bucket of the time axis while its seconds come in; its percentiles are of merged histograms. */
export class PointBuilder {
  private seconds = 0;
  private users = 0;
  private inFlight = 0;
  private queued = 0;
  private eventLoopLagMs = 0;
  private cpuMs: number | undefined;
  private gcMs = 0;
  private jobs: JobGauges | undefined;
  private readonly scheduleDelay = new Histogram();
  private readonly all = new WindowTally();
  private readonly endpoints = new Map<string, EndpointBucket>();

  /** `spare`: histograms by endpoint that nobody else uses any more; those that are missing are added. */
  constructor(
    readonly atMs: number,
    private readonly spare = new Map<string, Histogram>(),
  ) {}

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
    this.all.add(window);
    const endpoint = this.endpoints.get(name) ?? this.openEndpoint(name);
    endpoint.requests += requestsOf(window.counts);
    endpoint.response.add(window.response);
  }

  private openEndpoint(name: string): EndpointBucket {
    const response = this.spare.get(name) ?? new Histogram();
    response.reset();
    this.spare.set(name, response);
    const opened = { requests: 0, response };
    this.endpoints.set(name, opened);
    return opened;
  }

  build(): RunPoint {
    const seconds = Math.max(this.seconds, 1);
    const { requests, failures, failureRate, counts, response, service } = this.all;
    return {
      atMs: this.atMs,
      users: this.users,
      inFlight: this.inFlight,
      requestsPerSecond: requests / seconds,
      failuresPerSecond: failures / seconds,
      failureRate,
      p50Ms: quantileMs(response, 0.5),
      p95Ms: quantileMs(response, 0.95),
      p99Ms: quantileMs(response, 0.99),
      serviceP95Ms: quantileMs(service, 0.95),
      droppedPerSecond: counts.dropped / seconds,
      queued: this.queued,
      scheduleDelayP99Ms: quantileMs(this.scheduleDelay, 0.99),
      eventLoopLagMs: this.eventLoopLagMs,
      cpuShare: this.cpuMs === undefined ? undefined : this.cpuMs / (seconds * 1000),
      gcShare: this.cpuMs === undefined ? undefined : this.gcMs / (seconds * 1000),
      jobs: this.jobs,
      endpoints: Object.fromEntries(
        [...this.endpoints].map(([name, endpoint]) => [
          name,
          {
            requestsPerSecond: endpoint.requests / seconds,
            p95Ms: quantileMs(endpoint.response, 0.95),
          },
        ]),
      ),
    };
  }
}

function quantileMs(histogram: Histogram, q: number): number | undefined {
  const us = histogram.quantile(q);
  return us === undefined ? undefined : us / 1000;
}
