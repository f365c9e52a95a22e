/** What is wrong with the service on purpose, as the admin route tells it: amounts are 0 and limits null when off. */
export interface FaultState {
  /** What every JSON-RPC request waits more. */
  latencyMs: number;
  /** The share of JSON-RPC requests, 0 to 1, that fail with an internal error. */
  errorShare: number;
  /** The process is about to stand still once, for this long; 0 again afterwards. */
  frozenMs: number;
  /** How many connections requests share. */
  databasePoolSize: number | null;
  /** How long a request holds its connection at least. */
  databasePoolHoldMs: number;
  /** What every transaction takes longer. */
  slowWritesMs: number;
  /** What every JSON-RPC request leaves in memory. */
  memoryLeakBytes: number;
  /** How many jobs may wait for a worker. */
  queueLimit: number | null;
  /** The process stands still this long every `pauseEveryMs`, from one begin to the next. */
  pauseMs: number;
  pauseEveryMs: number;
  /** JSON-RPC requests a second, all clients together. */
  rateLimitPerSecond: number | null;
  /** The one method that takes `slowMethodMs` longer. */
  slowMethod: string | null;
  slowMethodMs: number;
}

export const noFaults: FaultState = {
  latencyMs: 0,
  errorShare: 0,
  frozenMs: 0,
  databasePoolSize: null,
  databasePoolHoldMs: 0,
  slowWritesMs: 0,
  memoryLeakBytes: 0,
  queueLimit: null,
  pauseMs: 0,
  pauseEveryMs: 0,
  rateLimitPerSecond: null,
  slowMethod: null,
  slowMethodMs: 0,
};

export type FaultField = keyof FaultState;

/** Fields that mean nothing without each other. */
export const faultPairs: readonly (readonly [FaultField, FaultField])[] = [
  ['pauseMs', 'pauseEveryMs'],
  ['slowMethod', 'slowMethodMs'],
];

/** The ten faults, and which fields switch each on; any one of them does. */
export const fieldsOfFaults: Readonly<Record<string, readonly FaultField[]>> = {
  latencyMs: ['latencyMs'],
  errorShare: ['errorShare'],
  frozenMs: ['frozenMs'],
  databasePoolSize: ['databasePoolSize', 'databasePoolHoldMs'],
  slowWritesMs: ['slowWritesMs'],
  memoryLeakBytes: ['memoryLeakBytes'],
  queueLimit: ['queueLimit'],
  pauseMs: ['pauseMs'],
  rateLimitPerSecond: ['rateLimitPerSecond'],
  slowMethod: ['slowMethod'],
};
