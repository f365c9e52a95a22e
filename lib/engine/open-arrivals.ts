import type { Schedule } from '@/lib/engine/arrivals/schedule';
import type { Task, VirtualUserBehaviour } from './behaviour';
import type { LoadSource } from './load-source';
import type { Recorder } from './recorder';

export interface OpenArrivalsOptions {
  schedule: Schedule;
  /** A constant rate in its place, from the load's time 0 on, when the load is changed. */
  constant: (ratePerSecond: number, durationMs: number) => Schedule;
  maxInFlight: number;
  overload: 'drop' | 'queue';
  /** What each arrival asks. */
  behaviour: Pick<VirtualUserBehaviour, 'nextTask'>;
  inFlight: () => number;
  /** Sends a call that is due at `intendedMs`; `queued` as of Exchanges. */
  send: (
    call: Extract<Task, { kind: 'call' }>['call'],
    intendedMs: number,
    queued?: number,
  ) => Promise<void>;
  /** As of NoticeWatch. */
  busyMs: () => number;
  recorder: Recorder;
  /** The run's time of a load's time. */
  toRunMs: (loadMs: number) => number;
  onFault: (error: unknown) => void;
}

interface Arrival {
  task: Extract<Task, { kind: 'call' }>;
  atMs: number;
  /** Since when it has waited for others to end. */
  queued?: number;
}

/** The open model: requests leave when they are due, whatever became of the others. */
export class OpenArrivals implements LoadSource {
  readonly activeUsers = 0;
  private schedule: Schedule;
  private beganMs = 0;
  private startMs = Number.POSITIVE_INFINITY;
  private index = 0;
  private nextMs = Number.POSITIVE_INFINITY;
  private waiting: Arrival[] = [];
  private firstWaiting = 0;

  constructor(private readonly options: OpenArrivalsOptions) {
    this.schedule = options.schedule;
  }

  get queued(): number {
    return this.waiting.length - this.firstWaiting;
  }

  get nextAtMs(): number {
    return this.nextMs;
  }

  start(atMs: number): void {
    this.beganMs = atMs;
    this.follow(this.schedule, atMs);
  }

  stop(nowMs: number): void {
    this.nextMs = Number.POSITIVE_INFINITY;
    for (const { task } of this.waiting.slice(this.firstWaiting))
      this.options.recorder.drop(task.call.endpoint, this.options.toRunMs(nowMs));
    this.waiting = [];
    this.firstWaiting = 0;
  }

  changeTo(ratePerSecond: number, nowMs: number, endMs: number): void {
    this.follow(this.options.constant(ratePerSecond, Math.max(0, endMs - nowMs)), nowMs);
  }

  turn(nowMs: number): void {
    while (this.nextMs <= nowMs) {
      const atMs = this.nextMs;
      this.index += 1;
      this.lookAhead();
      this.arrive(atMs);
    }
  }

  private follow(schedule: Schedule, startMs: number): void {
    this.schedule = schedule;
    this.startMs = startMs;
    this.index = 0;
    this.lookAhead();
  }

  private lookAhead(): void {
    const next = this.schedule.arrivalAt(this.index);
    this.nextMs = next === undefined ? Number.POSITIVE_INFINITY : this.startMs + next;
  }

  private arrive(atMs: number): void {
    const { behaviour, recorder, inFlight, maxInFlight, overload, toRunMs } = this.options;
    const task = behaviour.nextTask(atMs - this.beganMs);
    if (task.kind === 'skip') recorder.skip(task.endpoint);
    else if (inFlight() < maxInFlight && this.queued === 0) {
      recorder.leave(toRunMs(atMs));
      void this.ask({ task, atMs });
    } else if (overload === 'drop') recorder.drop(task.call.endpoint, toRunMs(atMs));
    else this.waiting.push({ task, atMs, queued: this.options.busyMs() });
  }

  /** Never rejects. */
  private async ask({ task, atMs, queued }: Arrival): Promise<void> {
    try {
      await this.options.send(task.call, atMs, queued);
      this.letIn();
    } catch (error) {
      this.options.onFault(error);
    }
  }

  /** The longest waiting goes first; places are handed back to the garbage collector in batches. */
  private letIn(): void {
    const { inFlight, maxInFlight } = this.options;
    while (this.queued > 0 && inFlight() < maxInFlight) {
      const next = this.waiting[this.firstWaiting++];
      if (next !== undefined) void this.ask(next);
    }
    if (this.firstWaiting < 1000 && this.queued > 0) return;
    this.waiting = this.waiting.slice(this.firstWaiting);
    this.firstWaiting = 0;
  }
}
