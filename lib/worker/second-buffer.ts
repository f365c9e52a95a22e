import { setImmediate } from 'node:timers/promises';
import type { SecondReport } from '@/lib/stats/windows';
import type { SecondWriter } from '@/lib/store/seconds';
import { troubleOf, untilStored } from '@/lib/store/trouble';
import { createSpool, type SpoolOptions } from './spool';

/** An hour of a small run, three minutes of 20,000 requests a second; what is more waits in a file. */
const MOST_BYTES = 100_000_000;
const AGAIN_AFTER_MS = 250;
/** After a long outage much is stored at once: between, the thread does its other work, and shows that it lives. */
const AT_ONCE_MS = 200;

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
  /** Ends the tries, and forgets what still waits. */
  close(): void;
  /** The longest time for which the store took nothing; undefined where it always did. */
  readonly trouble: StoreTrouble | undefined;
}

interface BufferOptions {
  /** Told once: more cannot be kept, or the run is somebody else's. What load sends from now on is not measured. */
  onUnable(error: unknown): void;
  /** The time since the run began, ms. */
  elapsedMs: () => number;
  /** Of what waits in memory. */
  mostBytes?: number;
  /** Where the file is made in which the others wait, and how large it may be. */
  spool: SpoolOptions;
}

export function bufferSeconds(
  writer: SecondWriter,
  { onUnable, elapsedMs, mostBytes = MOST_BYTES, spool: options }: BufferOptions,
): SecondBuffer {
  // The oldest wait in memory, later ones in the file, and those that came when it was full in memory again.
  const oldest: SecondReport[] = [];
  const spool = createSpool(options);
  const newest: SecondReport[] = [];
  let bytes = 0;
  let timer: NodeJS.Timeout | undefined;
  let stuck: { reason: string; atMs: number } | undefined;
  let trouble: StoreTrouble | undefined;
  let lost: { error: unknown } | undefined;
  let isFull = false;

  const add = (report: SecondReport) => {
    const size = bytesOf(report);
    const isBehind = spool.first() !== undefined || newest.length > 0;
    if (!isBehind && bytes + size <= mostBytes) {
      oldest.push(report);
      bytes += size;
    } else if (newest.length > 0 || !spool.add(report)) newest.push(report);
  };
  const first = () => oldest[0] ?? spool.first() ?? newest[0];
  const removeFirst = () => {
    const [next] = oldest;
    if (next !== undefined) {
      oldest.shift();
      bytes -= bytesOf(next);
    } else if (spool.first() !== undefined) spool.removeFirst();
    else newest.shift();
  };
  /**
   * As many as the store takes for a moment, the oldest first. Returns whether that was all; throws what the first that
   * it does not take ran into.
   */
  const flush = () => {
    const beganMs = performance.now();
    for (let next = first(); next !== undefined; next = first()) {
      if (performance.now() - beganMs > AT_ONCE_MS) return false;
      writer.write(next, Date.now());
      removeFirst();
    }
    if (stuck === undefined) return true;
    const lastedMs = elapsedMs() - stuck.atMs;
    if (lastedMs > (trouble?.lastedMs ?? 0)) trouble = { ...stuck, lastedMs };
    stuck = undefined;
    return true;
  };
  const tryToFlush = () => {
    clearTimeout(timer);
    timer = undefined;
    try {
      if (!flush()) timer = setTimeout(tryToFlush, 0);
    } catch (error) {
      const reason = troubleOf(error);
      if (reason === undefined) lost = { error };
      else {
        stuck ??= { reason, atMs: elapsedMs() };
        timer = setTimeout(tryToFlush, AGAIN_AFTER_MS);
      }
      if (lost !== undefined || (newest.length > 0 && !isFull)) onUnable(error);
      isFull ||= newest.length > 0;
    }
  };
  return {
    write(report) {
      if (lost !== undefined) return;
      add(report);
      tryToFlush();
    },
    async drained() {
      clearTimeout(timer);
      if (lost !== undefined) throw lost.error;
      while (!(await untilStored(flush, { againAfterMs: AGAIN_AFTER_MS }))) await setImmediate();
    },
    close() {
      clearTimeout(timer);
      spool.clear();
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
