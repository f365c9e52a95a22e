import { expect, test } from 'vitest';
import { defaultSettings, readSettings } from './settings';

test('an empty environment asks for the defaults, and so does an empty variable', () => {
  expect(readSettings({})).toEqual({ ok: true, settings: defaultSettings });
  expect(readSettings({ REFERENCE_TOKEN: ' ' })).toEqual({ ok: true, settings: defaultSettings });
});

test('every setting can be set', () => {
  const result = readSettings({
    REFERENCE_PORT: '9000',
    REFERENCE_HOST: '0.0.0.0',
    REFERENCE_DATA_DIR: '/data',
    REFERENCE_TOKEN: 's3cret',
    REFERENCE_RATE_LIMIT: '50',
    REFERENCE_WORKERS: '4',
    REFERENCE_INFERENCE_SLOTS: '16',
    REFERENCE_MODEL_STEP_MEDIAN_MS: '12.5',
    REFERENCE_MODEL_STEP_SIGMA: '0',
    REFERENCE_COST_PER_STEP_USD: '0.002',
    REFERENCE_MAX_TRAJECTORIES: '1000',
    REFERENCE_FAULTS: 'on',
    REFERENCE_SEED: '7',
    REFERENCE_LOG_LEVEL: 'info',
  });
  expect(result).toEqual({
    ok: true,
    settings: {
      ...defaultSettings,
      port: 9000,
      host: '0.0.0.0',
      dataDir: '/data',
      token: 's3cret',
      rateLimitPerSecond: 50,
      workers: 4,
      inferenceSlots: 16,
      modelStepMedianMs: 12.5,
      modelStepSigma: 0,
      costPerStepUsd: 0.002,
      maxTrajectories: 1000,
      faultsEnabled: true,
      seed: 7,
      logLevel: 'info',
    },
  });
});

test('all problems are told at once', () => {
  const result = readSettings({
    REFERENCE_PORT: '80000',
    REFERENCE_WORKERS: 'many',
    REFERENCE_MODEL_STEP_SIGMA: '-1',
    REFERENCE_FAULTS: 'yes',
  });
  expect(result).toEqual({
    ok: false,
    problems: [
      'REFERENCE_PORT must be a whole number from 0 to 65535.',
      'REFERENCE_WORKERS must be a whole number from 1 to 1000.',
      'REFERENCE_MODEL_STEP_SIGMA must be a number from 0 to 3.',
      'REFERENCE_FAULTS must be on or off.',
    ],
  });
});
