import { z } from 'zod';
import { sentencesOf } from '../rpc/sentences-of';
import { type FaultField, type FaultState, faultPairs, noFaults } from './fault-state';

export type FaultChange = { ok: true; state: FaultState } | { ok: false; problems: string[] };

const MOST_MS = 60_000;
const MOST_BYTES = 64 * 1024 * 1024;

const fields = {
  latencyMs: amount(MOST_MS),
  errorShare: share(),
  frozenMs: amount(MOST_MS),
  databasePoolSize: limit(1000),
  databasePoolHoldMs: amount(MOST_MS),
  slowWritesMs: amount(MOST_MS),
  memoryLeakBytes: amount(MOST_BYTES),
  queueLimit: limit(1_000_000),
  // Much shorter than other times: between two pauses there must be a moment to switch them off.
  pauseMs: amount(10_000),
  pauseEveryMs: amount(600_000),
  rateLimitPerSecond: limit(1_000_000),
  slowMethodMs: amount(MOST_MS),
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
    return { ok: false, problems: [...sentencesOf(parsed.error), ...ofPairs] };
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
