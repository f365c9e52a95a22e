import { z } from 'zod';

const logLevels = ['silent', 'error', 'warn', 'info', 'debug'] as const;

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

type SettingsResult = { ok: true; settings: ReferenceSettings } | { ok: false; problems: string[] };

const environment = z.object({
  REFERENCE_PORT: whole(0, 65_535).default(defaultSettings.port),
  REFERENCE_HOST: z.string().default(defaultSettings.host),
  REFERENCE_DATA_DIR: z.string().default(defaultSettings.dataDir),
  REFERENCE_TOKEN: z.string().optional(),
  REFERENCE_RATE_LIMIT: whole(1, 1_000_000).optional(),
  REFERENCE_WORKERS: whole(1, 1000).default(defaultSettings.workers),
  REFERENCE_INFERENCE_SLOTS: whole(1, 10_000).default(defaultSettings.inferenceSlots),
  REFERENCE_MODEL_STEP_MEDIAN_MS: decimal(0, 60_000).default(defaultSettings.modelStepMedianMs),
  REFERENCE_MODEL_STEP_SIGMA: decimal(0, 3).default(defaultSettings.modelStepSigma),
  REFERENCE_COST_PER_STEP_USD: decimal(0, 1000).default(defaultSettings.costPerStepUsd),
  REFERENCE_MAX_TRAJECTORIES: whole(1, 100_000_000).default(defaultSettings.maxTrajectories),
  REFERENCE_SEED: whole(0, 4_294_967_295).optional(),
  REFERENCE_FAULTS: z.enum(['on', 'off'], 'must be on or off').default('off'),
  REFERENCE_LOG_LEVEL: z
    .enum(logLevels, `must be one of ${logLevels.join(', ')}`)
    .default(defaultSettings.logLevel),
});

/**
 * The settings an environment asks for, or every problem with it, as sentences. An empty variable counts
 * as not set.
 */
export function readSettings(env: Record<string, string | undefined>): SettingsResult {
  const parsed = environment.safeParse(withoutBlanks(env));
  if (!parsed.success) {
    const problems = parsed.error.issues.map(
      ({ path, message }) => `${path.join('.')} ${message}.`,
    );
    return { ok: false, problems };
  }
  const given = parsed.data;
  const settings: ReferenceSettings = {
    ...defaultSettings,
    host: given.REFERENCE_HOST,
    port: given.REFERENCE_PORT,
    dataDir: given.REFERENCE_DATA_DIR,
    token: given.REFERENCE_TOKEN,
    rateLimitPerSecond: given.REFERENCE_RATE_LIMIT,
    workers: given.REFERENCE_WORKERS,
    inferenceSlots: given.REFERENCE_INFERENCE_SLOTS,
    modelStepMedianMs: given.REFERENCE_MODEL_STEP_MEDIAN_MS,
    modelStepSigma: given.REFERENCE_MODEL_STEP_SIGMA,
    costPerStepUsd: given.REFERENCE_COST_PER_STEP_USD,
    maxTrajectories: given.REFERENCE_MAX_TRAJECTORIES,
    faultsEnabled: given.REFERENCE_FAULTS === 'on',
    seed: given.REFERENCE_SEED,
    logLevel: given.REFERENCE_LOG_LEVEL,
  };
  return { ok: true, settings };
}

function whole(from: number, to: number) {
  const message = `must be a whole number from ${from} to ${to}`;
  return z
    .string()
    .regex(/^\d{1,15}$/, message)
    .transform(Number)
    .pipe(z.number().min(from, message).max(to, message));
}

function decimal(from: number, to: number) {
  const message = `must be a number from ${from} to ${to}`;
  return z
    .string()
    .regex(/^\d{1,15}(\.\d{1,15})?$/, message)
    .transform(Number)
    .pipe(z.number().min(from, message).max(to, message));
}

function withoutBlanks(env: Record<string, string | undefined>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(env).flatMap(([name, value]) => (value?.trim() ? [[name, value.trim()]] : [])),
  );
}
