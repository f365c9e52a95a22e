import { type Instant, readInstant } from '../training-api/fields';
import type { TrainingJob } from '../training-api/replies';
import { betweenInstants, fromSpan, type Observation, overlapOf, type Span } from './observation';

/** When a call was sent and its answer complete, ms from the run's start. The service answered in between. */
export interface CallSpan {
  sentMs: number;
  endedMs: number;
  /** What the generator may have added to it, ms at most. */
  error?: { serviceMs: number; lateMs: number };
}

/** `ended` is a job of which only a refused cancel told that it is over: how, a later status may tell. */
export type LiveState = 'queued' | 'running' | 'ended';

/** One job in flight: what its answers told, and what follows from that and from when they came. */
export class TrackedJob {
  state: LiveState = 'queued';
  private createdAt: Instant | undefined;
  private startedAt: Instant | undefined;
  /** When the last call was sent that found it queued, or not ended. */
  private queuedMs: number;
  private aliveMs: number;
  /** When the first answer came that found it running. */
  private seenRunningMs = Number.POSITIVE_INFINITY;
  /** When the answer came that said it is over. */
  private overMs = Number.POSITIVE_INFINITY;
  private cancelSentMs: number | undefined;
  private hasQueueWait = false;
  private progress: { value: number; notBeforeMs: number; knownMs: number } | undefined;

  constructor(private readonly accepted: CallSpan) {
    this.queuedMs = accepted.sentMs;
    this.aliveMs = accepted.sentMs;
  }

  /** Keeps what an answer tells of its beginning. */
  note(job: TrainingJob, { endedMs }: CallSpan): void {
    this.createdAt ??= readInstant(job.createdAt);
    this.startedAt ??= readInstant(job.startedAt);
    if (job.state === 'running') this.seenRunningMs = Math.min(endedMs, this.seenRunningMs);
  }

  isQueued(seen: CallSpan): void {
    this.queuedMs = Math.max(this.queuedMs, seen.sentMs);
    this.isAlive(seen);
  }

  isAlive({ sentMs }: CallSpan): void {
    this.aliveMs = Math.max(this.aliveMs, sentMs);
  }

  /** Whether a call that finds the job going on was sent after it was said to be over. */
  outlived({ sentMs }: CallSpan): boolean {
    return sentMs >= this.overMs;
  }

  setOver(atMs: number): void {
    this.overMs = atMs;
  }

  /** Keeps when the first cancel left that may have been taken; tells whether it is this one. */
  cancelSent(atMs: number): boolean {
    if (this.cancelSentMs !== undefined) return false;
    this.cancelSentMs = atMs;
    return true;
  }

  /**
   * Accepted until running, once: by the service's timestamps, or else from when it was first seen
   * running, unless `mayTell`: a start that answers "running" leaves since when to the next answer.
   */
  queueWait(mayTell: boolean): Observation | undefined {
    if (this.hasQueueWait) return undefined;
    const told = betweenInstants(this.createdAt, this.startedAt);
    const isSeen = this.seenRunningMs < Number.POSITIVE_INFINITY && !mayTell;
    const wait = told ?? (isSeen ? this.since(this.queuedMs, this.seenRunningMs) : undefined);
    this.hasQueueWait = wait !== undefined;
    return wait;
  }

  /** Accepted until ended, for the answer that said so. */
  timeToFinish(job: TrainingJob, { endedMs }: CallSpan): Observation {
    const told = betweenInstants(this.createdAt, readInstant(job.endedAt));
    return told ?? this.since(this.aliveMs, Math.min(endedMs, this.overMs));
  }

  /** Cancel sent until cancelled, for a later answer that said so; undefined when it was not our cancel. */
  cancelToCancelled(
    job: TrainingJob,
    { endedMs }: CallSpan,
    clock: ServiceClock,
  ): Observation | undefined {
    const { cancelSentMs } = this;
    if (cancelSentMs === undefined) return undefined;
    const seen = { low: Math.max(cancelSentMs, this.aliveMs), high: endedMs };
    const instant = readInstant(job.cancelledAt ?? job.endedAt);
    const told = instant && clock.toRun(instant);
    const both = told && overlapOf(told, seen);
    const { low, high } = both ?? seen;
    const span = { low: low - cancelSentMs, high: high - cancelSentMs };
    return fromSpan(span, both === undefined ? 'polls' : 'service');
  }

  /** How long, when a running job's status was read, nothing in it had changed. */
  staleness(job: TrainingJob, seen: CallSpan, clock: ServiceClock): Observation | undefined {
    const updatedAt = readInstant(job.updatedAt);
    const updated = updatedAt && clock.toRun(updatedAt);
    if (updated !== undefined)
      return fromSpan(
        { low: seen.endedMs - updated.high, high: seen.endedMs - updated.low },
        'service',
      );
    return this.progressAge(job.iterations ?? job.percentComplete, seen);
  }

  private progressAge(value: number | undefined, seen: CallSpan): Observation | undefined {
    if (value === undefined) return undefined;
    const { progress } = this;
    // An answer that was overtaken by a newer one.
    if (progress !== undefined && value < progress.value) return undefined;
    if (progress === undefined || value > progress.value)
      this.progress = { value, notBeforeMs: this.aliveMs, knownMs: seen.endedMs };
    const { notBeforeMs, knownMs } = this.progress ?? { notBeforeMs: 0, knownMs: 0 };
    return fromSpan({ low: seen.endedMs - knownMs, high: seen.endedMs - notBeforeMs }, 'polls');
  }

  /** From its acceptance to something that happened between these two instants. */
  private since(fromMs: number, toMs: number): Observation {
    const { sentMs, endedMs } = this.accepted;
    return fromSpan({ low: fromMs - endedMs, high: toMs - sentMs }, 'polls');
  }
}

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
