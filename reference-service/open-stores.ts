import type { Clock } from './clock';
import type { Faults } from './faults/faults';
import type { TrainingMetrics } from './metrics';
import type { ReferenceSettings } from './settings/reference-settings';
import { SlotPool } from './slot-pool';
import { BatchedWriter } from './store/batched-writer';
import { createCheckpointStore } from './store/checkpoint-store';
import { openDatabase } from './store/database';
import { createJobStore } from './store/job-store';
import { RequestDatabase } from './store/request-database';
import { Retention } from './store/retention';
import { createTrajectoryStore } from './store/trajectory-store';

export type Stores = ReturnType<typeof openStores>;

/** The database with everything that reads it and the one writer; throws what {@link openDatabase} does. */
export function openStores(
  settings: ReferenceSettings,
  clock: Clock,
  metrics: TrainingMetrics,
  faults?: Faults,
) {
  const connection = openDatabase(settings.dataDir);
  const writer = new BatchedWriter({
    clock,
    transact: (work) => connection.transaction(work)(),
    beforeCommit: faults && (() => faults.delay('slowWritesMs')),
    onCommitted: (waitedMs) => metrics.writeWaitSeconds.observe(waitedMs / 1000),
  });
  const databasePool = new SlotPool(settings.databasePoolSize);
  faults?.onChange((state) =>
    databasePool.resize(state.databasePoolSize ?? settings.databasePoolSize),
  );
  const holdUntil = faults && (() => faults.delay('databasePoolHoldMs'));
  const trajectories = createTrajectoryStore(connection);
  const retention = new Retention({
    connection,
    writer,
    storedTrajectories: trajectories.count(),
    maxTrajectories: settings.maxTrajectories,
    maxEndedJobs: settings.maxEndedJobs,
  });
  return {
    writer,
    databasePool,
    database: new RequestDatabase(databasePool, writer, holdUntil),
    jobs: createJobStore(connection),
    trajectories,
    checkpoints: createCheckpointStore(connection),
    retention,
    isOpen: () => connection.open,
    close(): void {
      writer.close();
      connection.close();
    },
  };
}
