import { closeSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';

const FILE = 'plimsoll.lock';

/**
 * Takes a data folder for this process, until it ends: two supervisors on one folder would take each other's runs
 * and ports.
 * @param {string} dataDir
 * @param {string} url where this dashboard will be
 * @param {number} [pid]
 * @returns {string | undefined} who holds it, and what to do; undefined when it is ours now
 */
export function lockDataDir(dataDir, url, pid = process.pid) {
  const file = join(dataDir, FILE);
  const holder = readHolder(file);
  if (holder !== undefined && isRunning(holder))
    return [
      `Plimsoll is already running on ${dataDir}, at ${holder.url} (process ${holder.pid}).`,
      'Use that one, stop it first, or set PLIMSOLL_DATA_DIR to another folder.',
    ].join(' ');
  rmSync(file, { force: true });
  // Of two that come to this at once, one fails to make it.
  const descriptor = openSync(file, 'wx');
  writeSync(descriptor, JSON.stringify({ pid, start: startOf(pid), url }));
  closeSync(descriptor);
  process.on('exit', () => {
    if (readHolder(file)?.pid === pid) rmSync(file, { force: true });
  });
  return undefined;
}

/** @returns {{ pid: number, start?: string, url: string } | undefined} of a file that was cut off: nobody */
function readHolder(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}

function isRunning({ pid, start }) {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if (error.code !== 'EPERM') return false;
  }
  // The number may have been given to another process since.
  const startNow = startOf(pid);
  return start === undefined || startNow === undefined || start === startNow;
}

/** When a process began, in clock ticks since the machine did; undefined where there is no /proc. */
function startOf(pid) {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The command's name, in parentheses, may hold anything.
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19];
  } catch {
    return undefined;
  }
}
