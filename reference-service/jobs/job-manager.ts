import type { Clock } from '../clock';
import type { TrainingMetrics } from '../metrics';
import { ServiceError } from '../service-error';
import type { BatchedWriter } from '../store/batched-writer';
import type { JobStore } from '../store/job-store';
import type { RequestDatabase } from '../store/request-database';
import type { Retention } from '../store/retention';
import type { TrainingQuery } from '../training/dataset';
import { projectedCostUsd } from './budget';
import { GrpoTrainer, type TrainingOutcome } from './grpo-trainer';
import { hasEnded, type Job, moveJob, newJob, requireJob, type StartRequest } from './job';
import type { TrainerContext } from './trainer-context';

interface JobManagerParts {
  clock: Clock;
  workers: number;
  seed?: number;
  database: RequestDatabase;
  writer: BatchedWriter;
  jobs: JobStore;
  retention: Retention;
  metrics: TrainingMetrics;
  trainerContext: TrainerContext;
  /** How many jobs may wait for a worker; null: any number. */
  queueLimit?(): number | null;
  /** Told of errors that no user caused. */
  onInternalError(error: unknown): void;
}

interface RunningJob {
  job: Job;
  trainer?: GrpoTrainer;
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
  #closing = false;

  constructor(private readonly parts: JobManagerParts) {
    this.#nextOrdinal = parts.jobs.nextOrdinal();
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
    for (const { job, trainer } of this.#running.values()) {
      sums.spentUsd += trainer?.progress.spentUsd ?? 0;
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
    const { clock, seed, database, jobs, metrics, trainerContext } = this.parts;
    const { max_budget_usd } = request.config;
    const projectedUsd = projectedCostUsd(request.config, trainerContext.costPerStepUsd);
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
    const { clock, database, jobs } = this.parts;
    const text = reason ? `Cancelled: ${reason}` : 'Cancelled on request.';
    const changes: Pick<Job, 'outcome' | 'endedAtMs'> = {
      outcome: { reason: 'cancelled_on_request', text },
      endedAtMs: clock.epochMs(),
    };
    if (this.#queue.delete(id)) {
      const cancelled = await database.write(() => {
        const job = moveJob(requireJob(jobs.find(id), id), 'cancelled', changes);
        this.#store(job, []);
        return job;
      });
      this.#count(cancelled);
      return cancelled;
    }
    const running = this.#running.get(id);
    if (running?.job.status === 'running') {
      running.job = moveJob(running.job, 'cancelled', changes);
      running.aborting.abort(new Error(text));
      await running.done;
      return running.job;
    }
    const { status } = requireJob(running?.job ?? (await database.read(() => jobs.find(id))), id);
    throw new ServiceError('cannot_cancel', `The job ${id} is ${status} and cannot be cancelled.`);
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
      const outcome = await this.#train(entry);
      if (outcome) await this.#end(entry, outcome);
    } catch (error) {
      this.parts.onInternalError(error);
    } finally {
      this.#running.delete(entry.job.id);
      this.takeJobs();
    }
  }

  /** How the training ended; undefined when it was cancelled or the service closes. */
  async #train(entry: RunningJob): Promise<TrainingOutcome | undefined> {
    const { writer, jobs, trainerContext } = this.parts;
    try {
      await writer.write(() => jobs.update(entry.job));
      const dataset = jobs.dataset(entry.job.ordinal) ?? { training: [] };
      entry.trainer = new GrpoTrainer(entry.job, dataset, trainerContext);
      return await entry.trainer.train(entry.aborting.signal);
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

  async #end(entry: RunningJob, { status, reason, text }: TrainingOutcome): Promise<void> {
    // A cancel that came while the last figures were being written has already decided.
    if (entry.job.status === 'cancelled') return this.#endCancelled(entry);
    const endedAtMs = this.parts.clock.epochMs();
    entry.job = moveJob(withProgress(entry), status, { endedAtMs, outcome: { reason, text } });
    await this.#commitEnd(entry);
  }

  async #endCancelled(entry: RunningJob): Promise<void> {
    await entry.trainer?.saveCheckpoint();
    entry.job = withProgress(entry);
    await this.#commitEnd(entry);
  }

  async #commitEnd({ job, trainer }: RunningJob): Promise<void> {
    await this.parts.writer.write(() => this.#store(job, trainer?.heldOut ?? []));
    this.#count(job);
  }

  /** Keeps an ended job with only the queries that an evaluation of its checkpoints needs. */
  #store(job: Job, heldOut: readonly TrainingQuery[]): void {
    this.parts.jobs.update(job);
    this.parts.jobs.replaceDataset(job.ordinal, { training: [], evaluation: heldOut });
  }

  #count({ status }: Job): void {
    const { metrics, retention, onInternalError } = this.parts;
    if (hasEnded(status)) metrics.ended[status].inc();
    retention.jobEnded().catch(onInternalError);
  }
}

function withProgress({ job, trainer }: RunningJob): Job {
  return trainer ? { ...job, progress: trainer.progress } : job;
}
