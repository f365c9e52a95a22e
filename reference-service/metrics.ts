import { Counter, Gauge, Histogram, type Registry } from 'prom-client';

const LONG_SECONDS = [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120];
const SHORT_SECONDS = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.5, 1];

export type TrainingMetrics = ReturnType<typeof createTrainingMetrics>;

/** What the jobs report, under the names of the training protocol. */
export function createTrainingMetrics(registry: Registry) {
  const registers = [registry];
  const counter = (name: string, help: string) => new Counter({ name, help, registers });
  const seconds = (name: string, help: string, buckets: number[]) =>
    new Histogram({ name, help, buckets, registers });
  const loss = new Gauge({
    name: 'training_loss',
    help: 'Loss of the iteration that ended last, of any job',
    registers,
  });
  const reward = new Gauge({
    name: 'training_reward_mean',
    help: 'Mean reward of the iteration that ended last, of any job',
    registers,
  });
  // prom-client begins at 0, which would be a measurement nobody made.
  loss.remove();
  reward.remove();

  return {
    created: counter('training_jobs_created_total', 'Jobs accepted'),
    ended: {
      completed: counter('training_jobs_completed_total', 'Jobs that completed'),
      failed: counter('training_jobs_failed_total', 'Jobs that failed'),
      cancelled: counter('training_jobs_cancelled_total', 'Jobs that were cancelled'),
    },
    trajectoriesWritten: counter(
      'training_trajectories_written_total',
      'Trajectories committed to the database',
    ),
    trajectorySeconds: seconds(
      'training_trajectory_generation_duration_seconds',
      'Time of one trajectory, waits for inference slots included',
      LONG_SECONDS,
    ),
    policyUpdateSeconds: seconds(
      'training_policy_update_duration_seconds',
      'Time of one gradient step',
      SHORT_SECONDS,
    ),
    iterationSeconds: seconds(
      'training_iteration_duration_seconds',
      'Time of one iteration: collecting, learning, saving',
      LONG_SECONDS,
    ),
    checkpointSeconds: seconds(
      'training_checkpoint_save_duration_seconds',
      'Time until a checkpoint is committed',
      SHORT_SECONDS,
    ),
    writeWaitSeconds: seconds(
      'training_database_write_wait_seconds',
      'Time from the wish to write until the commit',
      SHORT_SECONDS,
    ),
    learned(figures: { loss: number | undefined; avgReward: number | undefined }): void {
      if (figures.loss !== undefined) loss.set(figures.loss);
      if (figures.avgReward !== undefined) reward.set(figures.avgReward);
    },
  };
}
