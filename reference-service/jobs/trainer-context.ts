import type { Clock } from '../clock';
import type { TrainingMetrics } from '../metrics';
import type { BatchedWriter } from '../store/batched-writer';
import type { CheckpointStore } from '../store/checkpoint-store';
import type { JobStore } from '../store/job-store';
import type { Retention } from '../store/retention';
import { type TrajectoryStore, toTrajectoryRow } from '../store/trajectory-store';
import type { ScoredTrajectory } from '../training/collect-batch';
import type { ModelStep } from '../training/model-step';
import type { Policy } from '../training/policy';
import type { Job } from './job';

export interface NewCheckpoint {
  iteration: number;
  /** The mean reward of the last five iterations at most: one of each kind of task. */
  score: number;
  policy: Policy;
}

/** What a trainer needs: the model, and the database through its one writer. */
export interface TrainerContext {
  clock: Clock;
  model: ModelStep;
  costPerStepUsd: number;
  metrics: TrainingMetrics;
  /** Resolves once they are committed. */
  saveTrajectories(
    job: Job,
    iteration: number,
    trajectories: readonly ScoredTrajectory[],
  ): Promise<void>;
  /** Keeps it if it is among the job's best five; resolves with the id of the best one. */
  saveCheckpoint(job: Job, checkpoint: NewCheckpoint): Promise<string>;
  /** Resolves once it is committed. */
  saveProgress(job: Job): Promise<void>;
}

interface TrainerContextParts {
  clock: Clock;
  model: ModelStep;
  costPerStepUsd: number;
  metrics: TrainingMetrics;
  writer: BatchedWriter;
  jobs: JobStore;
  trajectories: TrajectoryStore;
  checkpoints: CheckpointStore;
  retention: Retention;
}

export function createTrainerContext(parts: TrainerContextParts): TrainerContext {
  const { clock, model, costPerStepUsd, metrics, writer, retention } = parts;
  return {
    clock,
    model,
    costPerStepUsd,
    metrics,
    async saveTrajectories(job, iteration, trajectories) {
      const writes = trajectories.map(async (trajectory) => {
        const row = toTrajectoryRow(job, iteration, trajectory);
        await writer.write(() => parts.trajectories.insert(row));
        metrics.trajectoriesWritten.inc();
        await retention.trajectoryWritten();
      });
      await Promise.all(writes);
    },
    async saveCheckpoint(job, { iteration, score, policy }) {
      const startedMs = clock.monotonicMs();
      const best = await writer.write(() =>
        parts.checkpoints.save({
          id: `${job.id}-checkpoint-${iteration}`,
          jobOrdinal: job.ordinal,
          iteration,
          score,
          logits: policy.logits,
          createdAtMs: clock.epochMs(),
        }),
      );
      metrics.checkpointSeconds.observe((clock.monotonicMs() - startedMs) / 1000);
      return best;
    },
    saveProgress: (job) => writer.write(() => parts.jobs.update(job)),
  };
}
