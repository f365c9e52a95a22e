import type { FindingCode } from '@/lib/verdict/model';

/** One fault of the reference service, and the finding that must come first when it is on. */
export interface FaultCase {
  name: string;
  /** As its admin route takes them; undefined: nothing is wrong. */
  faults?: object;
  expected?: FindingCode;
}

/** The ten faults, each switched on in the middle of its run. */
export const FAULT_CASES: readonly FaultCase[] = [
  { name: 'latencyMs', faults: { latencyMs: 250 }, expected: 'latency-raised' },
  { name: 'errorShare', faults: { errorShare: 0.3 }, expected: 'errors' },
  { name: 'frozenMs', faults: { frozenMs: 4000 }, expected: 'standstill' },
  {
    name: 'databasePoolSize',
    faults: { databasePoolSize: 2, databasePoolHoldMs: 150 },
    expected: 'pool-exhaustion',
  },
  { name: 'slowWritesMs', faults: { slowWritesMs: 300 }, expected: 'slow-writes' },
  { name: 'memoryLeakBytes', faults: { memoryLeakBytes: 1_048_576 }, expected: 'memory-growth' },
  { name: 'queueLimit', faults: { queueLimit: 1 }, expected: 'queue-full' },
  { name: 'pauseMs', faults: { pauseMs: 500, pauseEveryMs: 1500 }, expected: 'periodic-pauses' },
  { name: 'rateLimitPerSecond', faults: { rateLimitPerSecond: 10 }, expected: 'rate-limiting' },
  {
    name: 'slowMethod',
    faults: { slowMethod: 'training.get_status', slowMethodMs: 250 },
    expected: 'slow-method',
  },
];

export const CLEAN_RUNS = 5;
