import type { Clock } from '../clock';
import type { EvaluationParts } from '../jobs/evaluate-job';
import type { JobManager } from '../jobs/job-manager';
import type { CheckpointStore } from '../store/checkpoint-store';
import type { JobStore } from '../store/job-store';
import type { RequestDatabase } from '../store/request-database';
import type { TrajectoryStore } from '../store/trajectory-store';

/** What the methods work with. */
export interface RpcContext {
  clock: Clock;
  startedAtMs: number;
  manager: JobManager;
  database: RequestDatabase;
  jobs: JobStore;
  trajectories: TrajectoryStore;
  checkpoints: CheckpointStore;
  evaluation: EvaluationParts;
}
