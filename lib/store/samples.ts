import type Database from 'better-sqlite3';
import type { SampleBatch } from '@/lib/stats/sample-batch';
import { packSampleKind } from './sample-kind';

/** Appends samples; call it within a transaction, which is what makes it fast. */
export interface SampleWriter {
  /** Writes the batch as samples `firstSequence`, `firstSequence + 1`, … of the run. */
  write(runId: number, firstSequence: number, batch: SampleBatch): void;
}

export function openSampleWriter(sqlite: Database.Database): SampleWriter {
  const insert = sqlite.prepare(
    'INSERT INTO "Sample" ("runId", "sequence", "kind", "intendedUs", "sendDelayUs", "serviceUs") VALUES (?, ?, ?, ?, ?, ?)',
  );
  const insertTrace = sqlite.prepare(
    'INSERT INTO "SampleTrace" ("runId", "sequence", "trace") VALUES (?, ?, ?)',
  );
  return {
    write(runId, firstSequence, batch) {
      for (let i = 0; i < batch.count; i++) {
        insert.run(
          runId,
          firstSequence + i,
          packSampleKind(batch.outcome[i] ?? 0, batch.endpoint[i] ?? 0, batch.error[i] ?? 0),
          Math.round(batch.intendedUs[i] ?? 0),
          batch.sendDelayUs[i],
          batch.serviceUs[i],
        );
        const trace = batch.trace?.[i] ?? 0;
        if (trace !== 0) insertTrace.run(runId, firstSequence + i, trace);
      }
    },
  };
}
