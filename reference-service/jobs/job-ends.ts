import type { TrainingMetrics } from '../metrics';
import { ServiceError } from '../service-error';
import type { BatchedWriter } from '../store/batched-writer';
import type { DiskLimits } from '../store/disk-limits';
import type { JobStore } from '../store/job-store';
import type { RequestDatabase } from '../store/request-database';
import type { TrainingQuery } from '../training/dataset';
import { type Ending, type Job, moveJob } from './job';

interface JobEndsParts {
  database: RequestDatabase;
  writer: BatchedWriter;
  jobs: JobStore;
  limits: DiskLimits;
  metrics: TrainingMetrics;
  onInternalError(error: unknown): void;
}

/** The last things done for a job: its end is written, counted, and makes room. */
export class JobEnds {
  constructor(private readonly parts: JobEndsParts) {}

  /** Keeps an ended job with only the queries that an evaluation of its checkpoints needs. */
  async commit(job: Job, heldOut: readonly TrainingQuery[] = []): Promise<void> {
    await this.parts.writer.write(() => this.#store(job, heldOut));
    this.#count(job);
  }

  /** Cancels a job that no worker has taken. */
  async commitCancelled(id: string, changes: { ending: Ending; endedAtMs: number }): Promise<Job> {
    const { database, jobs } = this.parts;
    const job = await database.write(() => {
      const queued = jobs.find(id);
      if (!queued) throw new ServiceError('not_found', `There is no job ${id}.`);
      const cancelled = moveJob(queued, 'cancelled', changes);
      this.#store(cancelled, []);
      return cancelled;
    });
    this.#count(job);
    return job;
  }

  #store(job: Job, heldOut: readonly TrainingQuery[]): void {
    this.parts.jobs.update(job);
    this.parts.jobs.replaceDataset(job.ordinal, { training: [], evaluation: heldOut });
  }

  #count({ status }: Job): void {
    const { metrics, limits, onInternalError } = this.parts;
    if (status !== 'queued' && status !== 'running') metrics.ended[status].inc();
    limits.jobEnded().catch(onInternalError);
  }
}
