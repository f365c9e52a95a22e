/** Caps on what one plan may ask for; beyond them a slip of the finger would be a denial of service. */
export const PLAN_LIMITS = {
  users: 20_000,
  spawnPerSecond: 10_000,
  durationMs: 24 * 3_600_000,
  stages: 100,
  timeoutMs: 600_000,
  ratePerSecond: 100_000,
  /** Of an open plan, over its whole length. */
  arrivals: 50_000_000,
  /** Of a replay: they stand in the plan, one by one. */
  timestamps: 1_000_000,
  maxInFlight: 20_000,
  generators: 16,
  connections: 20_000,
  requests: 200,
  headers: 100,
  /** Characters of one request's body, path or header. */
  bodyLength: 1_000_000,
  textLength: 8000,
  /** How deep lists and objects of a body may stand in each other. */
  jsonDepth: 64,
  patternLength: 500,
  objectives: 50,
} as const;
