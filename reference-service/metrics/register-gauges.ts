import { Gauge, type Registry } from 'prom-client';
import type { SlotPool } from '../slot-pool';
import type { BatchedWriter } from '../store/batched-writer';

export interface GaugeSources {
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
