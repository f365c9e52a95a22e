import { Histogram } from '@/lib/stats/histogram';
import { numberOf, readInstant } from '../training-api/fields';
import {
  type CancelReply,
  type EndState,
  isEndState,
  type TrainingJob,
} from '../training-api/replies';
import type { Observation, ObservationMethod } from './observation';
import type { JobCounts, JobLifeReport, JobMetricName, JobMetricReport } from './report';
import { type CallSpan, type LiveState, ServiceClock, TrackedJob } from './tracked-job';

const MAX_TRACKED = 10_000;

/** A call's times, ms from the run's start. */
export interface CallTimes extends CallSpan {
  intendedMs: number;
}

/**
 * Follows the jobs that one generator starts from acceptance to end. Pure: all times are given. Memory is
 * bounded: jobs that have ended are let go, and beyond 10,000 at once new ones are only counted.
 */
export class JobLives {
  private readonly jobs = new Map<string, TrackedJob>();
  /** Those that are over without its being known how, oldest first: the first to go for want of room. */
  private readonly over = new Set<string>();
  private readonly counts: Record<LiveState | EndState, number> = {
    queued: 0,
    running: 0,
    ended: 0,
    completed: 0,
    failed: 0,
    cancelled: 0,
  };
  private readonly metrics: Record<JobMetricName, LifeMetric> = {
    acceptLatency: new LifeMetric(),
    queueWait: new LifeMetric(),
    timeToFinish: new LifeMetric(),
    statusStaleness: new LifeMetric(),
    cancelToCancelled: new LifeMetric(),
    exportRate: new LifeMetric(),
    trajectoryTime: new LifeMetric(),
  };
  /** Jobs whose trajectories were counted: a later export of the same job would count them twice. */
  private readonly exported = new Set<string>();
  private readonly clock = new ServiceClock();
  private untracked = 0;
  private unansweredStarts = 0;

  /** Whether a job is still followed: what is said of any other teaches nothing. */
  follows(jobId: string): boolean {
    return this.jobs.has(jobId);
  }

  onStart(jobId: string, times: CallTimes, job: TrainingJob): void {
    const acceptMs = times.endedMs - times.intendedMs;
    this.add('acceptLatency', { ms: acceptMs, method: 'client', errorMs: 0 }, times);
    if (this.jobs.has(jobId)) return;
    if (!this.hasRoom()) {
      this.untracked += 1;
      return;
    }
    const createdAt = readInstant(job.createdAt);
    if (createdAt !== undefined) this.clock.bracket(createdAt, times.sentMs, times.endedMs);
    const tracked = new TrackedJob(times);
    this.jobs.set(jobId, tracked);
    this.counts.queued += 1;
    this.hear(jobId, tracked, times, job, true);
  }

  /** A start that may have made a job, without an answer that tells its id. */
  onUnansweredStart(): void {
    this.unansweredStarts += 1;
  }

  onStatus(jobId: string, times: CallSpan, job: TrainingJob): void {
    const tracked = this.jobs.get(jobId);
    if (tracked === undefined) return;
    if (job.state === 'running')
      this.add('statusStaleness', tracked.staleness(job, times, this.clock), times);
    this.hear(jobId, tracked, times, job);
  }

  onCancel(jobId: string, times: CallSpan, reply: CancelReply): void {
    const tracked = this.jobs.get(jobId);
    if (tracked === undefined) return;
    switch (reply.kind) {
      case 'taken':
        this.cancelTaken(jobId, tracked, times, reply.job);
        break;
      case 'unclear':
        tracked.cancelSent(times.sentMs);
        break;
      case 'ended':
      case 'gone':
        if (tracked.state !== 'ended') this.setOver(jobId, tracked, times);
        break;
      case 'refused':
    }
  }

  /** Exports without a trajectory have a latency, but no rate. */
  onExport(
    jobId: string,
    { sentMs, endedMs, error }: CallSpan,
    bytes: number,
    trajectories: readonly unknown[],
  ): void {
    if (trajectories.length === 0 || endedMs <= sentMs) return;
    const tookMs = endedMs - sentMs;
    const leastMs = Math.max(0.001, tookMs - (error?.serviceMs ?? 0));
    this.metrics.exportRate.addValue((1000 * bytes) / tookMs, 'client', (1000 * bytes) / leastMs);
    if (this.exported.has(jobId) || this.exported.size >= MAX_TRACKED) return;
    this.exported.add(jobId);
    for (const trajectory of trajectories) {
      const ms = numberOf(trajectory, 'execution_time_ms');
      if (ms !== undefined) this.metrics.trajectoryTime.addValue(ms * 1000, 'service');
    }
  }

  gauges(): JobCounts {
    const { queued, running, completed, failed, cancelled } = this.counts;
    const inFlight = queued + running;
    const ended = this.counts.ended + completed + failed + cancelled;
    const accepted = inFlight + ended;
    return { accepted, inFlight, queued, running, ended, completed, failed, cancelled };
  }

  /** Ids of the followed jobs that are not known to have ended, oldest first: what is left to clean up. */
  unended(): string[] {
    return [...this.jobs.keys()].filter((jobId) => !this.over.has(jobId));
  }

  report(): JobLifeReport {
    const reports = Object.entries(this.metrics).map(([name, metric]) => [name, metric.report()]);
    return {
      gauges: this.gauges(),
      untracked: this.untracked,
      unansweredStarts: this.unansweredStarts,
      metrics: Object.fromEntries(reports) as Record<JobMetricName, JobMetricReport>,
    };
  }

  private hear(
    jobId: string,
    tracked: TrackedJob,
    times: CallSpan,
    job: TrainingJob,
    isStart = false,
  ): void {
    const { state } = job;
    this.note(tracked, times, job, isStart);
    if (isEndState(state)) this.end(jobId, tracked, times, job, state);
    else if (state !== undefined) this.goOn(jobId, tracked, times, state);
  }

  private note(tracked: TrackedJob, times: CallSpan, job: TrainingJob, isStart = false): void {
    tracked.note(job, times);
    this.add('queueWait', tracked.queueWait(isStart), times);
  }

  /** Answers may overtake each other: an older one takes nothing back. */
  private goOn(
    jobId: string,
    tracked: TrackedJob,
    times: CallSpan,
    state: 'queued' | 'running',
  ): void {
    if (tracked.state === 'ended') {
      if (!tracked.outlived(times)) return;
      tracked.setOver(Number.POSITIVE_INFINITY);
      this.over.delete(jobId);
      this.move(tracked, state);
    }
    if (state === 'queued') tracked.isQueued(times);
    else tracked.isAlive(times);
    if (tracked.state === 'queued') this.move(tracked, state);
  }

  private cancelTaken(jobId: string, tracked: TrackedJob, times: CallSpan, job: TrainingJob): void {
    const isFirst = tracked.cancelSent(times.sentMs);
    const state = job.state ?? (job.cancelledAt === undefined ? undefined : 'cancelled');
    if (!isFirst || state !== 'cancelled') {
      this.hear(jobId, tracked, times, { ...job, state });
      return;
    }
    this.note(tracked, times, job);
    const ms = times.endedMs - times.sentMs;
    this.add('cancelToCancelled', { ms, method: 'client', errorMs: 0 }, times);
    this.letGo(jobId, tracked, state);
  }

  private setOver(jobId: string, tracked: TrackedJob, { endedMs }: CallSpan): void {
    tracked.setOver(endedMs);
    this.over.add(jobId);
    this.move(tracked, 'ended');
  }

  /** A cancelled job's length is its canceller's doing: it tells nothing of the service. */
  private end(
    jobId: string,
    tracked: TrackedJob,
    times: CallSpan,
    job: TrainingJob,
    state: EndState,
  ): void {
    if (state === 'cancelled')
      this.add('cancelToCancelled', tracked.cancelToCancelled(job, times, this.clock), times);
    else this.add('timeToFinish', tracked.timeToFinish(job, times), times);
    this.letGo(jobId, tracked, state);
  }

  private letGo(jobId: string, tracked: TrackedJob, state: EndState): void {
    this.counts[tracked.state] -= 1;
    this.counts[state] += 1;
    this.jobs.delete(jobId);
    this.over.delete(jobId);
  }

  private move(tracked: TrackedJob, state: LiveState): void {
    this.counts[tracked.state] -= 1;
    this.counts[state] += 1;
    tracked.state = state;
  }

  private hasRoom(): boolean {
    if (this.jobs.size < MAX_TRACKED) return true;
    const [oldest] = this.over;
    if (oldest === undefined) return false;
    this.jobs.delete(oldest);
    this.over.delete(oldest);
    return true;
  }

  private add(
    name: JobMetricName,
    observation: Observation | undefined,
    { error }: CallSpan,
  ): void {
    if (observation !== undefined)
      this.metrics[name].add(observation, error && error.serviceMs + error.lateMs);
  }
}

// A Histogram of microseconds ends at 71 minutes 34 seconds.
const HIGHEST = 4_294_967_295;

/** One metric of the jobs' lives: its values, how they were seen, and how far off they are at the worst. */
export class LifeMetric {
  private readonly histogram = new Histogram();
  /** The values without what the generator may have done to them. */
  private readonly bounds = new Histogram();
  private readonly methods = { client: 0, service: 0, polls: 0 };
  private worstErrorMs: number | undefined;
  private beyondRange = 0;

  /** `generatorMs`: by how much the generator may have been late in seeing it. */
  add({ ms, method, errorMs }: Observation, generatorMs = 0): void {
    this.addValue(ms * 1000, method, Math.max(0, ms - generatorMs) * 1000);
    if (method !== 'client') this.worstErrorMs = Math.max(this.worstErrorMs ?? 0, errorMs);
  }

  /** Microseconds, or bytes per second. */
  addValue(value: number, method: ObservationMethod, bound = value): void {
    this.histogram.record(value);
    this.bounds.record(bound);
    this.methods[method] += 1;
    if (value > HIGHEST) this.beyondRange += 1;
  }

  report(): JobMetricReport {
    return {
      histogram: this.histogram.encode(),
      bounds: this.bounds.encode(),
      methods: { ...this.methods },
      worstErrorMs: this.worstErrorMs,
      beyondRange: this.beyondRange,
    };
  }
}
