import type { LoadEnd } from '@/lib/engine/run-load';
import { createTransport } from '@/lib/engine/transport/create-transport';
import type { LoadPlan } from '@/lib/plan/load-plan';
import type { TargetEndpoint } from '@/lib/plan/target-endpoint';
import type { CleanUp } from '@/lib/runs/model';
import type { Store } from '@/lib/store/open-store';
import { cancelJobs } from '@/lib/users/cancel-jobs';
import { readRpcReply } from '@/lib/users/training-api/rpc';

const DEADLINE_MS = 30_000;
const CALL_TIMEOUT_MS = 5000;
const BEAT_MS = 1000;

/** Whether the jobs that a run leaves behind are to be cancelled: by default, if it was stopped. */
export function wantsCleanUp(
  { cleanUp = 'stopped' }: LoadPlan,
  reason: LoadEnd['reason'],
): boolean {
  return cleanUp === 'always' || (cleanUp === 'stopped' && reason === 'stopped');
}

/** Cancels the jobs that a run has left, within half a minute. Keeps the run's heart beating meanwhile. */
export async function cleanUp(
  store: Store,
  runId: number,
  target: TargetEndpoint,
  { connection }: LoadPlan,
  jobIds: readonly string[],
): Promise<CleanUp> {
  const transport = createTransport(target, CALL_TIMEOUT_MS, connection);
  const beat = store.sqlite.prepare('UPDATE "Run" SET "heartbeatAt" = ? WHERE "id" = ?');
  const heart = setInterval(() => beat.run(Date.now(), runId), BEAT_MS);
  try {
    const done = await cancelJobs(
      jobIds,
      async (call) => {
        const reply = await transport.send(call);
        if (reply.kind === 'response') return readRpcReply(reply.status, reply.body);
        if (reply.kind === 'network-error') throw new Error(reply.message);
        throw new Error('no answer in time');
      },
      { deadlineMs: performance.now() + DEADLINE_MS, now: () => performance.now() },
    );
    return {
      cancelled: done.cancelled.length,
      alreadyEnded: done.alreadyEnded.length,
      gone: done.gone.length,
      orphans: done.orphans,
    };
  } finally {
    clearInterval(heart);
    await transport.close();
  }
}
