import type Database from 'better-sqlite3';
import { PlimsollError } from '@/lib/core/errors';
import { HELD_STATUSES } from './model';

/** Who writes into a run: the worker that claimed it. */
export interface Holder {
  /** The run. */
  id: number;
  workerId: string;
}

/** A run that somebody else has ended, or taken over, while its holder could not write. */
export class HoldLost extends PlimsollError {
  constructor({ id }: Holder) {
    super(
      'conflict',
      `Run ${id} is no longer held by this process: it was ended while this one could not write.`,
    );
  }
}

/** A holder's fence: within the transaction that writes, it beats, or throws `HoldLost` so that nothing is written. */
export function openHold(sqlite: Database.Database, holder: Holder): { beat(nowMs: number): void } {
  const statuses = HELD_STATUSES.map((status) => `'${status}'`).join(', ');
  const beat = sqlite.prepare(
    `UPDATE "Run" SET "heartbeatAt" = ? WHERE "id" = ? AND "workerId" = ? AND "status" IN (${statuses})`,
  );
  return {
    beat(nowMs) {
      if (beat.run(nowMs, holder.id, holder.workerId).changes === 0) throw new HoldLost(holder);
    },
  };
}
