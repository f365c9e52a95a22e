import { z } from 'zod';

const numberOf = (noun: string) => z.number(`must be a number${noun === '' ? '' : ` of ${noun}`}.`);

/** A number from `min` to `max`, e.g. of "milliseconds". */
export const between = (noun: string, min: number, max: number) =>
  numberOf(noun)
    .min(min, `must be at least ${min.toLocaleString('en')}.`)
    .max(max, `must be at most ${max.toLocaleString('en')}.`);

/** A whole number from `min` to `max`. */
export const whole = (noun: string, min: number, max: number) =>
  between(noun, min, max).int(`must be a whole number${noun === '' ? '' : ` of ${noun}`}.`);

/** A text of 1 to `max` characters. */
export const someText = (max: number) =>
  z
    .string('must be a string.')
    .min(1, 'is required.')
    .max(max, `must be at most ${max.toLocaleString('en')} characters.`);

/** A list of 1 to `max` things, e.g. "stage". */
export const someOf = <T extends z.ZodType>(item: T, one: string, max: number) =>
  z
    .array(item, `must be a list of ${one}s.`)
    .min(1, `needs at least one ${one}.`)
    .max(max, `must have at most ${max.toLocaleString('en')} ${one}s.`);

/** One of a few words. */
export const oneOf = <const T extends readonly [string, ...string[]]>(words: T) =>
  z.enum(words, `must be one of ${words.map((word) => `"${word}"`).join(', ')}.`);

/** zod asks an object's own message for unknown fields too: those keep theirs. */
export const notAnObject = (shape: string) => (issue: { code: string }) =>
  issue.code === 'invalid_type' ? `must be an object: ${shape}.` : undefined;

/** At most a day in all. */
export const addUpToADay = (stages: readonly { durationMs: number }[], limitMs: number): boolean =>
  stages.reduce((sum, stage) => sum + stage.durationMs, 0) <= limitMs;

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
