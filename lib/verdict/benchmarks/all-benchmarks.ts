import { apiResponse } from './api-response';
import { batchThroughput } from './batch-throughput';
import type { Benchmark } from './benchmark';
import { cancellation } from './cancellation';
import { concurrentJobs } from './concurrent-jobs';
import { concurrentRequests } from './concurrent-requests';
import { databaseWrites } from './database-writes';
import { endurance } from './endurance';
import { memory } from './memory';
import { recovery } from './recovery';
import { spike } from './spike';
import { sustained } from './sustained';
import { trajectoryLatency } from './trajectory-latency';

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
