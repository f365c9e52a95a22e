import { statfsSync } from 'node:fs';

/** What a process without special rights may still write on the disk of a folder, bytes. Throws the system's error. */
export function freeBytes(folder: string): number {
  const { bavail, bsize } = statfsSync(folder);
  return bavail * bsize;
}
