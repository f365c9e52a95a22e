import { EndpointTally, perSecond } from '@/lib/live/endpoint-tally';
import { PointBuilder } from '@/lib/live/point-builder';
import type { Histogram } from '@/lib/stats/histogram';
import { type LatencySummary, summariseLatency } from '@/lib/stats/latency-summary';
import type { Tick, WindowRecord } from '@/lib/stats/windows';
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
  private readonly tallies = new Map<string, EndpointTally>();
  private readonly closedPoints: RunPoint[] = [];
  private openPoint: PointBuilder | undefined;

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
    this.openPoint = new PointBuilder(atMs);
    return this.openPoint;
  }
}
