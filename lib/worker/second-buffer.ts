import type { SecondReport } from '@/lib/stats/windows';
import type { SecondWriter } from '@/lib/store/seconds';
import { troubleOf, untilStored } from '@/lib/store/trouble';

/** An hour of a small run, three minutes of 20,000 requests a second. */
const MOST_BYTES = 100_000_000;
const AGAIN_AFTER_MS = 250;

/** What kept seconds from being stored, from when on, and for how long, ms. */
export interface StoreTrouble {
  reason: string;
  atMs: number;
  lastedMs: number;
}

/** A run's seconds on their way into the store. */
export interface SecondBuffer {
  /** Stores it, after those that wait; while the store is in trouble it waits too. */
  write(report: SecondReport): void;
  /** When all is stored; rejects with what keeps them from it. */
  drained(): Promise<void>;
  /** The longest time for which the store took nothing; undefined where it always did. */
  readonly trouble: StoreTrouble | undefined;
}

interface BufferOptions {
  /** Told once: more cannot be kept, or the run is somebody else's. What load sends from now on is not measured. */
  onUnable(error: unknown): void;
  /** The time since the run began, ms. */
  elapsedMs: () => number;
  mostBytes?: number;
}

export function bufferSeconds(
  writer: SecondWriter,
  { onUnable, elapsedMs, mostBytes = MOST_BYTES }: BufferOptions,
): SecondBuffer {
  const waiting: SecondReport[] = [];
  let bytes = 0;
  let timer: NodeJS.Timeout | undefined;
  let stuck: { reason: string; atMs: number } | undefined;
  let trouble: StoreTrouble | undefined;
  let lost: { error: unknown } | undefined;
  let isFull = false;
  /** As many as the store takes, the oldest first. Throws what the first that it does not take ran into. */
  const flush = () => {
    for (let next = waiting[0]; next !== undefined; next = waiting[0]) {
      writer.write(next, Date.now());
      waiting.shift();
      bytes -= bytesOf(next);
    }
    if (stuck === undefined) return;
    const lastedMs = elapsedMs() - stuck.atMs;
    if (lastedMs > (trouble?.lastedMs ?? 0)) trouble = { ...stuck, lastedMs };
    stuck = undefined;
  };
  const tryToFlush = () => {
    clearTimeout(timer);
    timer = undefined;
    try {
      flush();
    } catch (error) {
      const reason = troubleOf(error);
      if (reason === undefined) lost = { error };
      else {
        stuck ??= { reason, atMs: elapsedMs() };
        timer = setTimeout(tryToFlush, AGAIN_AFTER_MS);
      }
      if (lost !== undefined || (bytes > mostBytes && !isFull)) onUnable(error);
      isFull ||= bytes > mostBytes;
    }
  };
  return {
    write(report) {
      if (lost !== undefined) return;
      waiting.push(report);
      bytes += bytesOf(report);
      tryToFlush();
    },
    async drained() {
      clearTimeout(timer);
      if (lost !== undefined) throw lost.error;
      await untilStored(flush, { againAfterMs: AGAIN_AFTER_MS });
    },
    get trouble() {
      return trouble;
    },
  };
}

function bytesOf({ samples, windows }: SecondReport): number {
  // A sample is six numbers, of 24 bytes together.
  return windows.reduce(
    (sum, { response, service }) => sum + response.byteLength + service.byteLength,
    samples.count * 24,
  );
}
