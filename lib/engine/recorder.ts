import { OUTCOMES, type Outcome } from '@/lib/stats/outcome';
import type { SecondReport } from '@/lib/stats/second-report';
import type { Classified } from './classify-reply';
import { ErrorGroups } from './error-groups';
import { OpenWindow } from './open-window';
import { SampleColumns } from './sample-columns';

/** The generator's state when a second ends. */
export interface Gauges {
  activeUsers: number;
  inFlight: number;
}

/** When a request was meant to start, did start and ended, ms from the run's start. */
export interface SampleTimes {
  intendedMs: number;
  sentMs: number;
  endedMs: number;
}

const OUTCOME_CODES = Object.fromEntries(
  OUTCOMES.map((outcome, code) => [outcome, code]),
) as Record<Outcome, number>;

/**
 * Turns what happens into one SecondReport a second, idle ones included. Samples belong to the second
 * they end in. Holds one second's samples at the most.
 */
export class Recorder {
  private second = 0;
  private readonly endpoints: string[] = [];
  private readonly windows: OpenWindow[] = [];
  private readonly indexes = new Map<string, number>();
  private readonly columns = new SampleColumns();
  private readonly errors = new ErrorGroups();
  private skipped: Record<string, number> = {};
  private eventLoopLagMs = 0;

  constructor(
    private readonly gauges: () => Gauges,
    private readonly onSecond: (report: SecondReport) => void,
  ) {}

  /** The end of the second that is being recorded, ms from the run's start. */
  get secondEndsMs(): number {
    return (this.second + 1) * 1000;
  }

  get endpointNames(): string[] {
    return [...this.endpoints];
  }

  record(endpoint: string, reply: Classified, { intendedMs, sentMs, endedMs }: SampleTimes): void {
    this.flushUntil(endedMs);
    const index = this.indexOf(endpoint);
    const sendDelayUs = Math.round((sentMs - intendedMs) * 1000);
    const serviceUs = Math.round((endedMs - sentMs) * 1000);
    const error =
      reply.code === ''
        ? 0
        : this.errors.add(index, reply.outcome, reply.code, reply.message, endedMs);
    this.windows[index]?.add(reply, sendDelayUs, serviceUs);
    this.columns.add(
      index,
      OUTCOME_CODES[reply.outcome],
      error,
      Math.round(intendedMs * 1000),
      sendDelayUs,
      serviceUs,
    );
  }

  skip(endpoint: string): void {
    this.skipped[endpoint] = (this.skipped[endpoint] ?? 0) + 1;
  }

  lag(ms: number): void {
    if (ms > this.eventLoopLagMs) this.eventLoopLagMs = ms;
  }

  /** Reports every second that is over at `nowMs`. */
  flushUntil(nowMs: number): void {
    while (nowMs >= this.secondEndsMs) this.flush();
  }

  /** Reports the second that has begun, cut short by the run's end. */
  finish(nowMs: number): void {
    this.flushUntil(nowMs);
    this.flush();
  }

  private flush(): void {
    const { second } = this;
    this.second += 1;
    const { eventLoopLagMs, skipped } = this;
    this.eventLoopLagMs = 0;
    this.skipped = {};
    this.onSecond({
      second,
      tick: { second, ...this.gauges(), skipped, eventLoopLagMs },
      windows: this.windows.flatMap((window) => window.close(second) ?? []),
      samples: this.columns.take(),
      errors: this.errors.take(),
      endpoints: this.endpointNames,
    });
  }

  private indexOf(endpoint: string): number {
    const known = this.indexes.get(endpoint);
    if (known !== undefined) return known;
    const index = this.endpoints.length;
    this.endpoints.push(endpoint);
    this.windows.push(new OpenWindow(index));
    this.indexes.set(endpoint, index);
    return index;
  }
}
