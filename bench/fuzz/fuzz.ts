import fc from 'fast-check';
import { PlimsollError } from '@/lib/core/errors';

/** One door through which what others wrote comes in. */
export interface Surface<Input = never> {
  name: string;
  /** Of all cases, how many are of this one, in parts. */
  share: number;
  cases: fc.Arbitrary<Input>;
  /** Takes the input, or throws. */
  send(input: Input): unknown;
  /** The errors with a sentence that it throws beside PlimsollError. */
  sentences?: readonly (new (
    ...args: never[]
  ) => Error)[];
}

export interface Tally {
  surface: string;
  cases: number;
  /** Refused with a sentence; the others were taken. */
  refused: number;
  /** Each with the smallest input that was found for it. */
  failures: string[];
  slowestMs: number;
}

const BATCH = 250;
const MANY_FAILURES = 5;
/** Far above any case on a busy machine: a file of a day with two requests in it has 86,400 seconds to store. */
const TOO_SLOW_MS = 20_000;

/** Types a surface by its cases. */
export function surface<Input>(of: Surface<Input>): Surface {
  return of as unknown as Surface;
}

/** Sends so many cases, or a few more; deterministic for a seed but for times. */
export async function fuzz(of: Surface, cases: number, seed: number): Promise<Tally> {
  const tally: Tally = { surface: of.name, cases: 0, refused: 0, failures: [], slowestMs: 0 };
  const attempt = async (input: never) => {
    const beganMs = performance.now();
    tally.cases += 1;
    try {
      await of.send(input);
    } catch (error) {
      if (!hasSentence(error, of)) throw error;
      tally.refused += 1;
    }
    const tookMs = performance.now() - beganMs;
    tally.slowestMs = Math.max(tally.slowestMs, tookMs);
    if (tookMs > TOO_SLOW_MS) throw new Error(`It took ${Math.round(tookMs)} ms.`);
  };
  for (let batch = 0; tally.cases < cases && tally.failures.length < MANY_FAILURES; batch++) {
    const numRuns = Math.min(BATCH, cases - tally.cases);
    const found = await fc.check(fc.asyncProperty(of.cases, attempt), {
      seed: seed + batch,
      numRuns,
      maxSkipsPerRun: 0,
      interruptAfterTimeLimit: 60_000,
    });
    if (found.failed) tally.failures.push(told(found));
  }
  return tally;
}

function hasSentence(error: unknown, { sentences = [] }: Surface): boolean {
  if (error instanceof PlimsollError && error.message === '') return false;
  return [PlimsollError, ...sentences].some((kind) => error instanceof kind);
}

function told({ counterexample, errorInstance }: fc.RunDetails<[never]>): string {
  const why = errorInstance instanceof Error ? (errorInstance.stack ?? '') : String(errorInstance);
  const input = fc.stringify(counterexample).slice(0, 600);
  return `${input}\n    ${why.split('\n').slice(0, 6).join('\n    ')}`;
}
