import { type ChildProcess, execFile } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import Database from 'better-sqlite3';
import type { Store } from '@/lib/store/open-store';
import { fillDisk, noSmallDisk } from './small-disk';

const STEP_MS = 3_600_000;
const AHEAD_MS = 30_000;
const BEATS_WITHIN_MS = 10_000;

export const SHIFTED_CLOCK = './bench/chaos/shifted-clock.mjs';

/** What is abused: a run under way, and who carries it. */
interface Victim {
  worker: ChildProcess;
  store: Store;
  runId: number;
  /** The file of the worker's clock (shifted-clock.mjs), and of a clock that is somebody else's. */
  clocks: { worker: string; other: string };
}

interface Abuse {
  /** Resolves when it is over. Throws where the abuse itself did not work. */
  does(victim: Victim, forMs: number): Promise<void>;
  /** How long it lasts, of a number from 0 to 1; where it lasts. */
  lastsMs?: (random: number) => number;
  /** It takes a while itself, and the run must be under way until its end. */
  early?: true;
  /** The run's last status. */
  ends: 'finished' | 'interrupted';
  /** What the run says of it on its time axis. */
  says?: RegExp;
  /** On a disk that can be filled. */
  onSmallDisk?: true;
}

const upTo13s = (random: number) => 1000 + random * 12_000;

/** All that is done to a worker, its store, its disk and its clock. */
export const ABUSES: Readonly<Record<string, Abuse>> = {
  kill: { ends: 'interrupted', does: ({ worker }) => kill(worker) },
  stop: {
    ends: 'finished',
    lastsMs: upTo13s,
    async does({ worker }, forMs) {
      worker.kill('SIGSTOP');
      await sleep(forMs);
      worker.kill('SIGCONT');
    },
  },
  lock: { ends: 'finished', lastsMs: upTo13s, does: ({ store }, forMs) => lock(store, forMs) },
  'long-lock': {
    ends: 'finished',
    lastsMs: (random) => (random < 0.5 ? 35_000 : 75_000),
    says: /the database was locked/,
    does: ({ store }, forMs) => lock(store, forMs),
  },
  'full-disk': {
    ends: 'finished',
    lastsMs: (random) => 3000 + random * 7000,
    says: /the disk was full/,
    onSmallDisk: true,
    async does({ store }, forMs) {
      // Otherwise there is room for a while in the log.
      store.sqlite.pragma('wal_checkpoint(TRUNCATE)');
      const free = fillDisk(dirname(store.sqlite.name));
      await sleep(forMs);
      free();
    },
  },
  'clock-step': { ends: 'finished', lastsMs: (random) => random, does: setClock },
  'clock-step-kill': {
    ends: 'interrupted',
    lastsMs: (random) => random,
    async does(victim, forMs) {
      await setClock(victim, forMs);
      await kill(victim.worker);
    },
  },
  'reader-ahead': {
    ends: 'finished',
    early: true,
    async does({ store, runId, clocks }) {
      writeFileSync(clocks.other, String(AHEAD_MS));
      const env = {
        ...process.env,
        PLIMSOLL_DATA_DIR: dirname(store.sqlite.name),
        PLIMSOLL_CHAOS_CLOCK: clocks.other,
      };
      const args = ['--import', SHIFTED_CLOCK, 'bin/plimsoll.js', 'show', String(runId)];
      await promisify(execFile)(process.execPath, args, { env });
    },
  },
};

/** Why a kind of abuse cannot be had on this machine; undefined where it can. */
export function notPossible(kind: string): string | undefined {
  return ABUSES[kind]?.onSmallDisk ? noSmallDisk() : undefined;
}

async function kill(worker: ChildProcess): Promise<void> {
  worker.kill('SIGKILL');
  await once(worker, 'exit');
}

async function lock({ sqlite }: Store, forMs: number): Promise<void> {
  const other = new Database(sqlite.name, { timeout: 5000 });
  other.exec('BEGIN IMMEDIATE');
  await sleep(forMs);
  other.exec('COMMIT');
  other.close();
}

/** An hour forward or back, until the run's heartbeats show it. */
async function setClock({ store, runId, clocks }: Victim, random: number): Promise<void> {
  const stepMs = random < 0.5 ? STEP_MS : -STEP_MS;
  writeFileSync(clocks.worker, String(stepMs));
  const untilMs = performance.now() + BEATS_WITHIN_MS;
  for (;;) {
    const run = await store.prisma.run.findUniqueOrThrow({ where: { id: runId } });
    const { heartbeatAt, status } = run;
    const aheadMs = (heartbeatAt?.getTime() ?? 0) - Date.now();
    // It may have ended in this moment.
    if (status !== 'running' || Math.abs(aheadMs - stepMs) < STEP_MS / 2) return;
    if (performance.now() > untilMs)
      throw new Error(
        `The clock was set by ${stepMs} ms, and the heart beats ${aheadMs} ms ahead.`,
      );
    await sleep(50);
  }
}
