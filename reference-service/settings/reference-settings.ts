export const logLevels = ['silent', 'error', 'warn', 'info', 'debug'] as const;

/** What the service is told at its start; reference-service/README.md says what each does. */
export interface ReferenceSettings {
  host: string;
  /** 0 takes any free port. */
  port: number;
  dataDir: string;
  token?: string;
  rateLimitPerSecond?: number;
  workers: number;
  inferenceSlots: number;
  modelStepMedianMs: number;
  modelStepSigma: number;
  costPerStepUsd: number;
  databasePoolSize: number;
  maxTrajectories: number;
  maxEndedJobs: number;
  /** Whether faults can be switched on over HTTP while it runs. */
  faultsEnabled: boolean;
  /** Makes everything but ids and times the same every time. */
  seed?: number;
  logLevel: (typeof logLevels)[number];
}

export const defaultSettings: ReferenceSettings = {
  host: '127.0.0.1',
  port: 8001,
  dataDir: './data/reference',
  workers: 10,
  inferenceSlots: 32,
  modelStepMedianMs: 8,
  modelStepSigma: 0.5,
  costPerStepUsd: 0.0001,
  databasePoolSize: 10,
  maxTrajectories: 200_000,
  maxEndedJobs: 20_000,
  faultsEnabled: false,
  logLevel: 'warn',
};
