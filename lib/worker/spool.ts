import { randomUUID } from 'node:crypto';
import { closeSync, openSync, readSync, unlinkSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { deserialize, serialize } from 'node:v8';
import type { SecondReport } from '@/lib/stats/windows';
import { freeBytes } from '@/lib/store/free-space';

const MOST_BYTES = 1_000_000_000;
/** Whoever else writes on that disk shall not run into its end because of a spool. */
const LEFT_FREE_BYTES = 200_000_000;
const LENGTH_BYTES = 4;

/** Seconds that wait in a file, first in, first out. */
export interface Spool {
  /** Whether there was room for it. */
  add(report: SecondReport): boolean;
  /** The oldest; undefined when there is none. */
  first(): SecondReport | undefined;
  removeFirst(): void;
  /** Gives the room back, and forgets what is in it. It may be used again. */
  clear(): void;
}

export interface SpoolOptions {
  /** The file is in the first of them, or in the one with more room where that has too little. */
  folders: readonly string[];
  mostBytes?: number;
  leftFreeBytes?: number;
}

/**
 * The file has no name from the moment it is there: the system takes it back when the process ends, however it ends.
 * Each second is its length and the second itself, as V8 serialises it.
 */
export function createSpool({
  folders,
  mostBytes = MOST_BYTES,
  leftFreeBytes = LEFT_FREE_BYTES,
}: SpoolOptions): Spool {
  let file: { descriptor: number; folder: string } | undefined;
  let [readAt, writeAt] = [0, 0];
  let oldest: { report: SecondReport; length: number } | undefined;

  const roomIn = (folder: string) => {
    try {
      return Math.min(mostBytes, freeBytes(folder) - leftFreeBytes);
    } catch {
      return 0;
    }
  };
  const open = () => {
    const [folder] = folders.toSorted((a, b) => roomIn(b) - roomIn(a));
    return folder === undefined ? undefined : { folder, descriptor: openNameless(folder) };
  };
  const append = (report: SecondReport) => {
    const body = serialize(report);
    const record = Buffer.alloc(LENGTH_BYTES + body.length);
    record.writeUInt32LE(body.length);
    body.copy(record, LENGTH_BYTES);
    file ??= open();
    if (file === undefined || writeAt + record.length > mostBytes) return false;
    if (record.length > roomIn(file.folder)) return false;
    // What is cut off by a full disk does not count: the next one is written over it.
    for (let done = 0; done < record.length; )
      done += writeSync(file.descriptor, record, done, record.length - done, writeAt + done);
    writeAt += record.length;
    return true;
  };
  const read = (descriptor: number) => {
    const length = bytesAt(descriptor, readAt, LENGTH_BYTES).readUInt32LE();
    const report: SecondReport = deserialize(bytesAt(descriptor, readAt + LENGTH_BYTES, length));
    return { report, length: LENGTH_BYTES + length };
  };
  const clear = () => {
    if (file !== undefined) closeSync(file.descriptor);
    file = undefined;
    oldest = undefined;
    [readAt, writeAt] = [0, 0];
  };

  return {
    add(report) {
      try {
        return append(report);
      } catch {
        // The disk has no room, or cannot be written to.
        return false;
      }
    },
    first() {
      if (file === undefined || readAt === writeAt) return undefined;
      oldest ??= read(file.descriptor);
      return oldest.report;
    },
    removeFirst() {
      readAt += oldest?.length ?? 0;
      oldest = undefined;
      if (readAt === writeAt) clear();
    },
    clear,
  };
}

function openNameless(folder: string): number {
  const path = join(folder, `plimsoll-${randomUUID()}.spool`);
  const descriptor = openSync(path, 'wx+', 0o600);
  unlinkSync(path);
  return descriptor;
}

function bytesAt(descriptor: number, from: number, length: number): Buffer {
  const bytes = Buffer.alloc(length);
  for (let done = 0; done < length; ) {
    const read = readSync(descriptor, bytes, done, length - done, from + done);
    if (read === 0) throw new Error('The file of seconds that wait was cut off.');
    done += read;
  }
  return bytes;
}
