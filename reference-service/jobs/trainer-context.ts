import type { Clock } from '../clock';
import type { TrainingMetrics } from '../metrics';
import type { BatchedWriter } from '../store/batched-writer';
import type { CheckpointStore } from '../store/checkpoint-store';
import type { DiskLimits } from '../store/disk-limits';
import type { JobStore } from '../store/job-store';
import { toTrajectoryRow } from '../store/trajectory-row';
import type { TrajectoryStore } from '../store/trajectory-store';
import type { ModelStep } from '../training/model-step';
import type { TrainingTools } from './training-tools';

interface ToolsParts {
  clock: Clock;
  model: ModelStep;
  costPerStepUsd: number;
  metrics: TrainingMetrics;
  writer: BatchedWriter;
  jobs: JobStore;
  trajectories: TrajectoryStore;
  checkpoints: CheckpointStore;
  limits: DiskLimits;
}

/** What running jobs work with: the model, and the database through its one writer. */
export function createTrainingTools(parts: ToolsParts): TrainingTools {
  const { clock, model, costPerStepUsd, metrics, writer, limits } = parts;
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
        await limits.trajectoryWritten();
      });
      await Promise.all(writes);
    },
    async saveCheckpoint(job, { iteration, score, policy }) {
      const begunMs = clock.monotonicMs();
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
      metrics.checkpointSeconds.observe((clock.monotonicMs() - begunMs) / 1000);
      return best;
    },
    saveProgress: (job) => writer.write(() => parts.jobs.update(job)),
  };
}
