import { closeSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';

// Plain JavaScript: scripts take the lock before anything is built.

const FILE = 'plimsoll.lock';

/** @typedef {{ pid: number, start?: string, url?: string }} LockHolder */

/**
 * Takes a data folder for this process, until it ends: two supervisors on one folder would take each other's runs
 * and ports.
 * @param {string} dataDir
 * @param {string} url where this dashboard will be
 * @returns {string | undefined} who holds it, and what to do; undefined when it is ours now
 */
export function lockDataDir(dataDir, url) {
  const holder = lockHolder(dataDir);
  if (holder !== undefined)
    return [
      `Plimsoll is already running on ${dataDir}, at ${holder.url} (process ${holder.pid}).`,
      'Use that one, stop it first, or set PLIMSOLL_DATA_DIR to another folder.',
    ].join(' ');
  const file = join(dataDir, FILE);
  rmSync(file, { force: true });
  // Of two that come to this at once, one fails to make it.
  const descriptor = openSync(file, 'wx');
  const { pid } = process;
  writeSync(descriptor, JSON.stringify({ pid, start: startOf(pid), url }));
  closeSync(descriptor);
  process.on('exit', () => {
    if (lockHolder(dataDir)?.pid === pid) rmSync(file, { force: true });
  });
  return undefined;
}

/**
 * Who runs Plimsoll on a data folder.
 * @param {string} dataDir
 * @returns {LockHolder | undefined} undefined when nobody does, also after a kill
 */
export function lockHolder(dataDir) {
  try {
    /** @type {LockHolder} */
    const holder = JSON.parse(readFileSync(join(dataDir, FILE), 'utf8'));
    return isRunning(holder.pid, holder.start) ? holder : undefined;
  } catch {
    // There is none, or writing it was cut off.
    return undefined;
  }
}

/**
 * Whether a process runs; with `start`, whether it is the one that began then: a number may be given out again.
 * @param {number} pid
 * @param {string} [start]
 */
export function isRunning(pid, start) {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if (error.code !== 'EPERM') return false;
  }
  const startNow = startOf(pid);
  return start === undefined || startNow === undefined || start === startNow;
}

/**
 * When a process began, in clock ticks since the machine did; undefined where there is no /proc.
 * @param {number} pid
 * @returns {string | undefined}
 */
export function startOf(pid) {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The command's name, in parentheses, may hold anything.
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19];
  } catch {
    return undefined;
  }
}
