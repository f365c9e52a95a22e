import { randomUUID } from 'node:crypto';
import { readFileSync, readlinkSync } from 'node:fs';
import { hostname } from 'node:os';

/** A new name for a process that claims jobs: by it others on this machine can tell whether it still runs. */
export function newHolderId(): string {
  return [machine(), process.pid, startOf(process.pid) ?? '', randomUUID()].join('/');
}

/** Whether the process of that name runs; `unknown` for one elsewhere, and for names that say nothing of it. */
export function processOf(holderId: string): 'running' | 'gone' | 'unknown' {
  const [host, pid, start] = holderId.split('/');
  if (host !== machine() || !/^\d+$/.test(pid ?? '')) return 'unknown';
  if (!isRunning(Number(pid))) return 'gone';
  // The number may have been given to another process since.
  const startNow = startOf(Number(pid));
  return start === '' || startNow === undefined || start === startNow ? 'running' : 'gone';
}

/** Containers may share a name, but not the numbers of their processes. */
function machine(): string {
  try {
    return `${hostname()} ${readlinkSync('/proc/self/ns/pid')}`;
  } catch {
    return hostname();
  }
}

export function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

/** When a process began, in clock ticks since the machine did; undefined where there is no /proc. */
function startOf(pid: number): string | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The command's name, in parentheses, may hold anything.
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19];
  } catch {
    return undefined;
  }
}
