import { z } from 'zod';
import { validationProblems } from '../service-error';

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

type FaultField = keyof FaultState;

/** Fields that mean nothing without each other. */
const faultPairs: readonly (readonly [FaultField, FaultField])[] = [
  ['pauseMs', 'pauseEveryMs'],
  ['slowMethod', 'slowMethodMs'],
];

/** The ten faults, and the fields that switch each on; any one of them does. */
export const faultFields: Readonly<Record<string, readonly FaultField[]>> = {
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

type FaultChange = { ok: true; state: FaultState } | { ok: false; problems: string[] };

const MAX_MS = 60_000;
const MAX_BYTES = 64 * 1024 * 1024;

const fields = {
  latencyMs: amount(MAX_MS),
  errorShare: share(),
  frozenMs: amount(MAX_MS),
  databasePoolSize: limit(1000),
  databasePoolHoldMs: amount(MAX_MS),
  slowWritesMs: amount(MAX_MS),
  memoryLeakBytes: amount(MAX_BYTES),
  queueLimit: limit(1_000_000),
  // Much shorter than other times: between two pauses there must be a moment to switch them off.
  pauseMs: amount(10_000),
  pauseEveryMs: amount(600_000),
  rateLimitPerSecond: limit(1_000_000),
  slowMethodMs: amount(MAX_MS),
};

/**
 * The state after a change asked for by a JSON object, or every problem with it, as sentences. Fields left
 * out stay as they are; null or 0 switches one off, and with it the field that it is paired with.
 */
export function changeFaults(
  current: FaultState,
  given: unknown,
  methodNames: readonly string[],
): FaultChange {
  const parsed = schemaFor(methodNames).safeParse(given);
  const asked = isRecord(given) ? given : {};
  const unchanged = { ...current, ...partnersOff(asked) };
  if (!parsed.success) {
    const ofPairs = pairProblems({ ...unchanged, ...asked });
    return { ok: false, problems: [...validationProblems(parsed.error), ...ofPairs] };
  }
  const state = { ...unchanged, ...parsed.data };
  const problems = pairProblems(state);
  return problems.length > 0 ? { ok: false, problems } : { ok: true, state };
}

function schemaFor(methodNames: readonly string[]) {
  const names = z.enum(methodNames, `must be one of ${methodNames.join(', ')}`);
  const slowMethod = z
    .preprocess((value) => (isOn(value) ? value : null), names.nullable())
    .optional();
  return z.strictObject(
    { ...fields, slowMethod },
    {
      error: (issue) =>
        issue.code === 'unrecognized_keys'
          ? `There is no fault ${issue.keys.join(', no fault ')}.`
          : 'The faults must be a JSON object.',
    },
  );
}

/** The fields that go off because the one they are paired with does. */
function partnersOff(asked: Record<string, unknown>): Partial<FaultState> {
  const goesOff = (field: FaultField) => Object.hasOwn(asked, field) && !isOn(asked[field]);
  const off = faultPairs.flatMap(([one, other]) => [
    ...(goesOff(one) ? [other] : []),
    ...(goesOff(other) ? [one] : []),
  ]);
  return Object.fromEntries(off.map((field) => [field, noFaults[field]]));
}

function pairProblems(state: Record<FaultField, unknown>): string[] {
  const lonely = faultPairs.flatMap(([one, other]) => {
    if (isOn(state[one]) === isOn(state[other])) return [];
    return isOn(state[one]) ? [`${one} needs ${other}.`] : [`${other} needs ${one}.`];
  });
  const { pauseMs, pauseEveryMs } = state;
  const endless = isOn(pauseEveryMs) && Number(pauseMs) >= Number(pauseEveryMs);
  return endless ? [...lonely, 'pauseMs must be less than pauseEveryMs.'] : lonely;
}

function isOn(value: unknown): boolean {
  return value !== null && value !== undefined && value !== 0;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function amount(most: number) {
  return wholeNumber(most)
    .transform((value) => value ?? 0)
    .optional();
}

function limit(most: number) {
  return wholeNumber(most)
    .transform((value) => value || null)
    .optional();
}

function wholeNumber(most: number) {
  const message = `must be a whole number from 0 to ${most}`;
  return z.number(message).int(message).min(0, message).max(most, message).nullable();
}

function share() {
  const message = 'must be a number from 0 to 1';
  return z
    .number(message)
    .min(0, message)
    .max(1, message)
    .nullable()
    .transform((value) => value ?? 0)
    .optional();
}
