import { randomUUID } from 'node:crypto';
import { readlinkSync } from 'node:fs';
import { hostname } from 'node:os';
import { isRunning, startOf } from '../data-lock.mjs';

/** A new name for a process that claims jobs: by it others on this machine can tell whether it still runs. */
export function newHolderId(): string {
  return [machine(), process.pid, startOf(process.pid) ?? '', randomUUID()].join('/');
}

/** Whether the process of that name runs; `unknown` for one elsewhere, and for names that say nothing of it. */
export function processOf(holderId: string): 'running' | 'gone' | 'unknown' {
  const [host, pid, start] = holderId.split('/');
  if (host !== machine() || !/^\d+$/.test(pid ?? '')) return 'unknown';
  return isRunning(Number(pid), start === '' ? undefined : start) ? 'running' : 'gone';
}

/** Containers may share a name, but not the numbers of their processes. */
function machine(): string {
  try {
    return `${hostname()} ${readlinkSync('/proc/self/ns/pid')}`;
  } catch {
    return hostname();
  }
}
