import { Counter, Gauge, Histogram, type Registry } from 'prom-client';
import { faultFields, noFaults } from './faults/fault-state';
import type { Faults } from './faults/faults';
import type { SlotPool } from './slot-pool';
import type { BatchedWriter } from './store/batched-writer';

const REQUEST_SECONDS = [
  0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30,
];

export type RequestMetrics = ReturnType<typeof createRequestMetrics>;

/** Counts of requests, exact, so that clients can lay their own beside them. */
export function createRequestMetrics(registry: Registry) {
  const registers = [registry];
  const http = new Counter({
    name: 'http_requests_total',
    help: 'HTTP requests by route; status 499 is a client that left before its answer',
    labelNames: ['method', 'endpoint', 'status_code'],
    registers,
  });
  const httpSeconds = new Histogram({
    name: 'http_request_duration_seconds',
    help: 'Time from the headers of a request to the end of its answer',
    labelNames: ['method', 'endpoint'],
    buckets: REQUEST_SECONDS,
    registers,
  });
  const rpc = new Counter({
    name: 'rpc_requests_total',
    help: 'JSON-RPC requests, each of a batch on its own; outcome is ok or the error code',
    labelNames: ['method', 'outcome'],
    registers,
  });
  return {
    httpAnswered(method: string, endpoint: string, statusCode: number, seconds?: number): void {
      http.inc({ method, endpoint, status_code: statusCode });
      if (seconds !== undefined) httpSeconds.observe({ method, endpoint }, seconds);
    },
    rpcAnswered(method: string, outcome: 'ok' | number): void {
      rpc.inc({ method, outcome });
    },
  };
}

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

interface GaugeSources {
  jobs: {
    readonly queued: number;
    readonly running: number;
    /** Sums over the running jobs. */
    budget(): { spentUsd: number; budgetUsd: number };
  };
  workers: number;
  inferenceSlots: SlotPool;
  databasePool: SlotPool;
  writer: BatchedWriter;
}

/** The gauges that are read when somebody looks, and cost nothing otherwise. */
export function registerGauges(registry: Registry, sources: GaugeSources): void {
  const { jobs, workers, inferenceSlots, databasePool, writer } = sources;
  const gauge = (name: string, help: string, read: () => number) =>
    new Gauge({
      name,
      help,
      registers: [registry],
      collect() {
        this.set(read());
      },
    });

  gauge('training_jobs_active', 'Jobs queued or running', () => jobs.queued + jobs.running);
  gauge('training_workers_active', 'Workers with a job', () => jobs.running);
  gauge('training_workers_total', 'Workers', () => workers);
  gauge('training_inference_slots_in_use', 'Model steps under way', () => inferenceSlots.inUse);
  gauge('training_inference_slots_waiting', 'Model steps in line', () => inferenceSlots.waiting);
  gauge('training_inference_slots_total', 'Inference slots', () => inferenceSlots.size);
  gauge('training_database_writer_queue', 'Changes not yet committed', () => writer.depth);
  gauge('training_database_pool_in_use', 'Connections in use', () => databasePool.inUse);
  gauge('training_database_pool_waiting', 'Requests in line for one', () => databasePool.waiting);
  gauge('training_database_pool_size', 'Connections for requests', () => databasePool.size);
  gauge('training_budget_usage_usd', 'Spent by the running jobs', () => jobs.budget().spentUsd);
  gauge('training_budget_utilization_percent', 'Of the running jobs’ budgets', () => {
    const { spentUsd, budgetUsd } = jobs.budget();
    return budgetUsd === 0 ? 0 : (100 * spentUsd) / budgetUsd;
  });
  new Gauge({
    name: 'redis_queue_length',
    help: 'Jobs in the queue (there is no Redis; the name is the protocol’s)',
    labelNames: ['queue'],
    registers: [registry],
    collect() {
      this.set({ queue: 'training_jobs' }, jobs.queued);
    },
  });
}

/** The gauge that tells which faults are on, so that what is measured can be laid beside its cause. */
export function registerFaultGauge(registry: Registry, faults: Faults): void {
  new Gauge({
    name: 'training_fault_active',
    help: 'Whether a fault is switched on, 1 or 0',
    labelNames: ['fault'],
    registers: [registry],
    collect() {
      const { state } = faults;
      for (const [fault, fields] of Object.entries(faultFields))
        this.set({ fault }, fields.some((field) => state[field] !== noFaults[field]) ? 1 : 0);
    },
  });
}
