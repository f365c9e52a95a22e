/** What is seen of a generator, and from where on it makes a run suspect or invalid. */
export interface ValidityLimit {
  name: string;
  unit: 'ms' | '%' | '×';
  suspect: number;
  invalid: number;
}

/** Beyond these the figures say more of the generator than of the service. docs/validity.md has the reasons. */
export const VALIDITY_LIMITS = {
  scheduleDelayP99: {
    name: 'requests left late, 99th percentile',
    unit: 'ms',
    suspect: 10,
    invalid: 100,
  },
  scheduleDelayShare: {
    name: 'that lateness, against the p50 of the response time',
    unit: '%',
    suspect: 20,
    invalid: 100,
  },
  lateSeconds: {
    name: 'seconds in which the generator’s thread was late by more than 50 ms',
    unit: '%',
    suspect: 5,
    invalid: 25,
  },
  cpuShare: {
    name: 'processor time of the generator’s thread, 95th percentile of seconds',
    unit: '%',
    suspect: 85,
    invalid: 97,
  },
  gcShare: {
    name: 'time collecting garbage',
    unit: '%',
    suspect: 10,
    invalid: 30,
  },
  dropped: {
    name: 'arrivals dropped',
    unit: '%',
    suspect: 1,
    invalid: 10,
  },
  ownFailures: {
    name: 'requests that failed at the generator’s own limits',
    unit: '%',
    suspect: 0,
    invalid: 1,
  },
} as const satisfies Record<string, ValidityLimit>;

/** A thread that is late by more than this delays what it sends and sees, ms. */
export const LATE_MS = 50;

export type ValidityCode = keyof typeof VALIDITY_LIMITS;
