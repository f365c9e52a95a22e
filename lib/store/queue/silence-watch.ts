import { processOf } from './holder';
import { type JobKind, STALE_AFTER_MS } from './model';

/** A process that still runs may be held up by a locked database or a sleeping machine: it is given a minute. */
const HUNG_AFTER_MS = 60_000;

interface HeldJob {
  kind: JobKind;
  id: number;
  job: { workerId: string | null; heartbeatAt: Date | null };
}

/** Tells which held jobs nobody carries on. */
export interface SilenceWatch {
  /** Of the jobs that are held now, those that are lost: their process is gone, or they were silent for too long. */
  lost<Job extends HeldJob>(held: readonly Job[]): Job[];
  /** What was silent may only not have been able to write: all are listened to anew. */
  startOver(): void;
}

/**
 * Heartbeats count as they are seen to change, on this process's own clock: neither a clock that is set, nor one
 * that differs from the holder's, makes a job look lost. `nowMs` is monotonic.
 */
export function createSilenceWatch(
  nowMs: () => number = () => performance.now(),
  process: typeof processOf = processOf,
): SilenceWatch {
  let heard = new Map<string, { beat: number; sinceMs: number }>();
  return {
    lost(held) {
      const now = nowMs();
      const before = heard;
      heard = new Map();
      return held.filter(({ kind, id, job: { workerId, heartbeatAt } }) => {
        if (heartbeatAt === null) return false;
        const beat = heartbeatAt.getTime();
        const known = before.get(`${kind} ${id}`);
        const sinceMs = known?.beat === beat ? known.sinceMs : now;
        heard.set(`${kind} ${id}`, { beat, sinceMs });
        const holder = workerId === null ? 'unknown' : process(workerId);
        if (holder === 'gone') return true;
        return now - sinceMs > (holder === 'running' ? HUNG_AFTER_MS : STALE_AFTER_MS);
      });
    },
    startOver() {
      heard = new Map();
    },
  };
}
