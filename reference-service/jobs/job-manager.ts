import type { Clock } from '../clock';
import type { TrainingMetrics } from '../metrics';
import { ServiceError } from '../service-error';
import type { BatchedWriter } from '../store/batched-writer';
import type { DiskLimits } from '../store/disk-limits';
import type { JobStore } from '../store/job-store';
import type { RequestDatabase } from '../store/request-database';
import { projectedCostUsd } from './budget';
import { JobRun, type RunEnding } from './grpo-trainer';
import { type Ending, type Job, moveJob } from './job';
import { JobEnds } from './job-ends';
import { newJob, type StartRequest } from './new-job';
import type { TrainingTools } from './training-tools';

export interface JobManagerParts {
  clock: Clock;
  workers: number;
  seed?: number;
  database: RequestDatabase;
  writer: BatchedWriter;
  jobs: JobStore;
  limits: DiskLimits;
  metrics: TrainingMetrics;
  tools: TrainingTools;
  /** How many jobs may wait for a worker; null: any number. */
  queueLimit?(): number | null;
  /** Told of errors that no user caused. */
  onInternalError(error: unknown): void;
}

interface RunningJob {
  job: Job;
  run?: JobRun;
  aborting: AbortController;
  done: Promise<void>;
}

/** The queue of jobs and the bounded number of workers that take from it, first come, first served. */
export class JobManager {
  // Only ids: a queued job's queries wait in the database.
  readonly #queue = new Set<string>();
  readonly #running = new Map<string, RunningJob>();
  /** Jobs on their way into the queue: it must not overflow while they are committed. */
  #starting = 0;
  #nextOrdinal: number;
  readonly #ends: JobEnds;
  #closing = false;

  constructor(private readonly parts: JobManagerParts) {
    this.#nextOrdinal = parts.jobs.nextOrdinal();
    this.#ends = new JobEnds(parts);
  }

  get queued(): number {
    return this.#queue.size;
  }

  get running(): number {
    return this.#running.size;
  }

  /** What the running jobs have spent, and may spend, together. */
  budget(): { spentUsd: number; budgetUsd: number } {
    const sums = { spentUsd: 0, budgetUsd: 0 };
    for (const { job, run } of this.#running.values()) {
      sums.spentUsd += run?.progress.spentUsd ?? 0;
      sums.budgetUsd += job.config.max_budget_usd;
    }
    return sums;
  }

  /**
   * Takes up what an earlier process left: running jobs have failed, queued ones are queued again.
   * Nothing runs before `takeJobs`: a service that then cannot listen must not begin a job.
   */
  recover(): void {
    const { jobs, clock, metrics } = this.parts;
    const text = 'The service restarted while the job was running.';
    metrics.ended.failed.inc(
      jobs.failRunning(clock.epochMs(), { reason: 'service_restarted', text }),
    );
    for (const id of jobs.queuedIds()) this.#queue.add(id);
  }

  /**
   * Queues a job once it is committed. Rejects with ServiceError 'budget' if it would cost too much, or
   * 'queue_full'.
   */
  async start(request: StartRequest): Promise<Job> {
    const { clock, seed, database, jobs, metrics, tools } = this.parts;
    const { max_budget_usd } = request.config;
    const projectedUsd = projectedCostUsd(request.config, tools.costPerStepUsd);
    if (projectedUsd > max_budget_usd)
      throw new ServiceError(
        'budget',
        `The projected cost of ${projectedUsd.toFixed(4)} USD is over the budget of ${max_budget_usd} USD.`,
      );
    this.#refuseIfFull();
    const job = newJob(request, this.#nextOrdinal, clock.epochMs(), seed);
    this.#nextOrdinal += 1;
    this.#starting += 1;
    try {
      await database.write(() => jobs.insert(job, request.dataset));
    } finally {
      this.#starting -= 1;
    }
    metrics.created.inc();
    this.#queue.add(job.id);
    this.takeJobs();
    return job;
  }

  #refuseIfFull(): void {
    const limit = this.parts.queueLimit?.() ?? null;
    if (limit === null) return;
    const idleWorkers = this.parts.workers - this.#running.size;
    if (this.#queue.size + this.#starting - idleWorkers < limit) return;
    throw new ServiceError('queue_full', `The job queue is full (${limit}).`);
  }

  /** Lets every idle worker take a job, if there is one. */
  takeJobs(): void {
    for (const id of this.#queue) {
      if (this.#closing || this.#running.size >= this.parts.workers) return;
      this.#queue.delete(id);
      const queued = this.parts.jobs.find(id);
      if (!queued) continue;
      const job = moveJob(queued, 'running', { startedAtMs: this.parts.clock.epochMs() });
      const entry: RunningJob = { job, aborting: new AbortController(), done: Promise.resolve() };
      this.#running.set(id, entry);
      entry.done = this.#work(entry);
    }
  }

  /**
   * Resolves with the cancelled job once nothing of it runs any more.
   * Rejects with ServiceError 'not_found', or 'cannot_cancel' for a job that has ended.
   */
  async cancel(id: string, reason?: string): Promise<Job> {
    const text = reason ? `Cancelled: ${reason}` : 'Cancelled on request.';
    const ending: Ending = { reason: 'cancelled_on_request', text };
    const changes = { ending, endedAtMs: this.parts.clock.epochMs() };
    if (this.#queue.delete(id)) return this.#ends.commitCancelled(id, changes);

    const running = this.#running.get(id);
    if (running?.job.status === 'running') {
      running.job = moveJob(running.job, 'cancelled', changes);
      running.aborting.abort(new Error(text));
      await running.done;
      return running.job;
    }
    const job = running?.job ?? (await this.parts.database.read(() => this.parts.jobs.find(id)));
    if (!job) throw new ServiceError('not_found', `There is no job ${id}.`);
    throw new ServiceError(
      'cannot_cancel',
      `The job ${id} is ${job.status} and cannot be cancelled.`,
    );
  }

  /** Stops the work at once. Running jobs stay marked running, so the next start finds them. */
  async close(): Promise<void> {
    this.#closing = true;
    const running = [...this.#running.values()];
    for (const { aborting } of running) aborting.abort(new Error('The service is closing.'));
    await Promise.all(running.map(({ done }) => done));
  }

  /** Never rejects: whatever happens to a job is its end. */
  async #work(entry: RunningJob): Promise<void> {
    try {
      const ending = await this.#train(entry);
      if (ending) await this.#end(entry, ending);
    } catch (error) {
      this.parts.onInternalError(error);
    } finally {
      this.#running.delete(entry.job.id);
      this.takeJobs();
    }
  }

  /** How the run ended; undefined when it was cancelled or the service closes. */
  async #train(entry: RunningJob): Promise<RunEnding | undefined> {
    const { writer, jobs, tools } = this.parts;
    try {
      await writer.write(() => jobs.update(entry.job));
      const dataset = jobs.dataset(entry.job.ordinal) ?? { training: [] };
      entry.run = new JobRun(entry.job, dataset, tools);
      return await entry.run.run(entry.aborting.signal);
    } catch (error) {
      if (!entry.aborting.signal.aborted) {
        this.parts.onInternalError(error);
        const text = 'The job failed for a reason inside the service.';
        return { status: 'failed', reason: 'internal_error', text };
      }
      if (entry.job.status === 'cancelled') await this.#endCancelled(entry);
      else await writer.write(() => jobs.update(withProgress(entry)));
      return undefined;
    }
  }

  async #end(entry: RunningJob, { status, reason, text }: RunEnding): Promise<void> {
    // A cancel that came while the last figures were being written has already decided.
    if (entry.job.status === 'cancelled') return this.#endCancelled(entry);
    const endedAtMs = this.parts.clock.epochMs();
    entry.job = moveJob(withProgress(entry), status, { endedAtMs, ending: { reason, text } });
    await this.#ends.commit(entry.job, entry.run?.heldOut);
  }

  async #endCancelled(entry: RunningJob): Promise<void> {
    await entry.run?.saveCheckpoint();
    entry.job = withProgress(entry);
    await this.#ends.commit(entry.job, entry.run?.heldOut);
  }
}

function withProgress({ job, run }: RunningJob): Job {
  return run ? { ...job, progress: run.progress } : job;
}
