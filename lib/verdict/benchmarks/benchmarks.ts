import { batchThroughput } from './batch-throughput';
import type { Benchmark } from './benchmark';
import { apiResponse } from './calls';
import { cancellation } from './cancellation';
import { concurrentRequests } from './concurrent-requests';
import { databaseWrites } from './database-writes';
import { endurance } from './endurance';
import { memory } from './memory';
import { recovery } from './recovery';
import { spike } from './spike';
import { concurrentJobs } from './starts';
import { sustained } from './sustained';
import { trajectoryLatency } from './trajectories';

/** The suite: twelve benchmarks, of which the first five are the headline. */
export const BENCHMARKS: readonly Benchmark[] = [
  concurrentJobs,
  trajectoryLatency,
  batchThroughput,
  databaseWrites,
  apiResponse,
  memory,
  concurrentRequests,
  sustained,
  spike,
  endurance,
  recovery,
  cancellation,
];
