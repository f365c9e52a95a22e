import { spawnSync } from 'node:child_process';
import { closeSync, mkdirSync, openSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';

/** A run needs 50 MB to be started at all. */
const SIZE = '96m';

/** Why a small disk cannot be had here; undefined where it can. */
export function noSmallDisk(): string | undefined {
  if (process.platform === 'linux' && process.getuid?.() === 0) return undefined;
  return 'mounting a small file system needs Linux and root';
}

/** Mounts a small file system (tmpfs) as `folder`; the caller unmounts it. Throws what `mount` says. */
export function mountSmallDisk(folder: string): { unmount(): void } {
  mkdirSync(folder);
  const { status, stderr } = spawnSync(
    'mount',
    ['-t', 'tmpfs', '-o', `size=${SIZE}`, 'plimsoll-chaos', folder],
    { encoding: 'utf8' },
  );
  if (status !== 0) throw new Error(`No small file system could be mounted: ${stderr}`);
  const unmount = () => void spawnSync('umount', ['--lazy', folder]);
  process.once('exit', unmount);
  return {
    unmount() {
      process.off('exit', unmount);
      unmount();
    },
  };
}

/** Writes until a disk has no byte left; returns what gives the room back. */
export function fillDisk(folder: string): () => void {
  const path = join(folder, 'filler');
  const file = openSync(path, 'w');
  for (const bytes of [1_000_000, 4096, 1]) {
    const block = Buffer.alloc(bytes);
    for (let room = true; room; )
      try {
        room = writeSync(file, block) > 0;
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error;
        room = false;
      }
  }
  closeSync(file);
  return () => rmSync(path);
}
