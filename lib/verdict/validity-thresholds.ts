import { VALIDITY_LIMITS, type ValidityLimit } from './validity-limits';

/** Every limit that `judgeValidity` of validity.ts knows, those of every run among them. */
export const VALIDITY_THRESHOLDS = {
  ...VALIDITY_LIMITS,
  scheduleDelayMax: {
    name: 'the latest request, after it was due',
    unit: 'ms',
    suspect: 1000,
    invalid: 5000,
  },
  eventLoopLagP99: {
    name: 'lateness of the generator’s thread, 99th percentile of seconds',
    unit: 'ms',
    suspect: 50,
    invalid: 250,
  },
  eventLoopLagMax: {
    name: 'lateness of the generator’s thread, at worst',
    unit: 'ms',
    suspect: 1000,
    invalid: 5000,
  },
  rateShortfall: {
    name: 'requested rate not achieved',
    unit: '%',
    suspect: 2,
    invalid: 10,
  },
  queued: {
    name: 'arrivals queued',
    unit: '%',
    suspect: 5,
    invalid: 50,
  },
  cutShort: {
    name: 'planned time not run',
    unit: '%',
    suspect: 10,
    invalid: 50,
  },
  aborted: {
    name: 'requests cut off by the end of the run',
    unit: '%',
    suspect: 1,
    invalid: 10,
  },
  ownTimeouts: {
    name: 'time-outs that the generator caused',
    unit: '%',
    suspect: 0,
    invalid: 1,
  },
} as const satisfies Record<string, ValidityLimit>;

export type ValidityThreshold = keyof typeof VALIDITY_THRESHOLDS;
