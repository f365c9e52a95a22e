import { redacted } from '@/lib/core/redact';
import { Histogram } from '@/lib/stats/histogram';
import { OUTCOMES, type Outcome } from '@/lib/stats/outcome';
import type { JobGauges, SecondReport } from '@/lib/stats/windows';
import type { Classified } from './classify-reply';
import { ErrorGroups } from './error-groups';
import { OpenWindow, PhaseTimes, SampleColumns } from './recorded-second';
import { NO_TRACE } from './transport/trace-context';
import type { Phases } from './transport/transport';

/** The generator's state when a second ends. */
export interface Gauges {
  activeUsers: number;
  inFlight: number;
  queued: number;
  /** What the generator did in the second. */
  cpuMs: number;
  gcMs: number;
  jobs?: JobGauges;
}

/** When a request was meant to start, did start and ended, ms from the run's start. */
export interface SampleTimes {
  intendedMs: number;
  sentMs: number;
  endedMs: number;
  /** What the generator may have added, ms at most: to its service time, and by sending it late. */
  error: { serviceMs: number; lateMs: number };
}

const OUTCOME_CODES = Object.fromEntries(
  OUTCOMES.map((outcome, code) => [outcome, code]),
) as Record<Outcome, number>;

/** Takes credentials out of what is kept of an answer. */
type Mask = (text: string) => string;

/**
 * Turns what happens into one SecondReport a second, idle ones included. Samples belong to the second
 * they end in. Holds one second's samples at the most.
 */
export class Recorder {
  private second = 0;
  private readonly endpoints: string[] = [];
  private readonly windows: OpenWindow[] = [];
  private readonly phases: PhaseTimes[] = [];
  private readonly indexes = new Map<string, number>();
  private readonly columns: SampleColumns;
  private readonly mask: Mask;
  private readonly errors = new ErrorGroups();
  private readonly skipped = new Map<string, number>();
  private eventLoopLagMs = 0;
  private readonly scheduleDelay = new Histogram();

  constructor(
    private readonly gauges: () => Gauges,
    private readonly onSecond: (report: SecondReport) => void,
    private readonly nowMs: () => number,
    { traced = false, mask = redacted }: { traced?: boolean; mask?: Mask } = {},
  ) {
    this.mask = mask;
    this.columns = new SampleColumns(traced);
  }

  /** The end of the second that is being recorded, ms from the run's start. */
  get secondEndsMs(): number {
    return (this.second + 1) * 1000;
  }

  get endpointNames(): string[] {
    return [...this.endpoints];
  }

  record(
    endpoint: string,
    reply: Classified,
    { intendedMs, sentMs, endedMs, error: added }: SampleTimes,
    phases?: Phases,
    trace = NO_TRACE,
  ): void {
    this.flushUntil(endedMs);
    const index = this.indexOf(endpoint);
    const sendDelayUs = Math.round((sentMs - intendedMs) * 1000);
    const serviceUs = Math.round((endedMs - sentMs) * 1000);
    const error =
      reply.code === ''
        ? 0
        : this.errors.add(
            index,
            reply.outcome,
            this.mask(reply.code),
            this.mask(reply.message),
            endedMs,
          );
    const errorUs = Math.round(added.serviceMs * 1000);
    this.windows[index]?.add(reply, sendDelayUs, serviceUs, {
      serviceUs: errorUs,
      responseUs: errorUs + Math.round(added.lateMs * 1000),
    });
    if (phases !== undefined) this.phases[index]?.add(phases);
    this.columns.add(
      index,
      OUTCOME_CODES[reply.outcome],
      error,
      Math.round(intendedMs * 1000),
      sendDelayUs,
      serviceUs,
      trace,
    );
  }

  /** A request leaves that was due at `intendedMs`: how much later is the generator's own doing. */
  leave(intendedMs: number): void {
    this.scheduleDelay.record((this.nowMs() - intendedMs) * 1000);
  }

  /** An arrival that was due at `intendedMs` and is not sent, because too many are in flight. */
  drop(endpoint: string, intendedMs: number): void {
    this.flushUntil(this.nowMs());
    const index = this.indexOf(endpoint);
    this.windows[index]?.drop();
    this.columns.add(
      index,
      OUTCOME_CODES.dropped,
      0,
      Math.round(intendedMs * 1000),
      0,
      0,
      NO_TRACE,
    );
  }

  skip(endpoint: string): void {
    this.skipped.set(endpoint, (this.skipped.get(endpoint) ?? 0) + 1);
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
    const { eventLoopLagMs } = this;
    const skipped = Object.fromEntries(this.skipped);
    const scheduleDelay = this.scheduleDelay.encode();
    this.scheduleDelay.reset();
    this.eventLoopLagMs = 0;
    this.skipped.clear();
    this.onSecond({
      second,
      tick: { second, ...this.gauges(), skipped, eventLoopLagMs, scheduleDelay },
      windows: this.windows.flatMap((window) => window.close(second) ?? []),
      phases: this.phases.flatMap((phases) => phases.take()),
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
    this.phases.push(new PhaseTimes(index));
    this.indexes.set(endpoint, index);
    return index;
  }
}
