import { METHODS } from '@/lib/plan/figures';
import type { Call } from './behaviour';
import { type CancelReply, isEndState, readCancel } from './training-api/replies';
import { cancelBody, type RpcReply } from './training-api/rpc';

/** What became of each job, by id; every id is in one of the four. */
export interface CancelledJobs {
  cancelled: string[];
  /** Had ended before, by themselves or otherwise. */
  alreadyEnded: string[];
  /** The service does not know them any more. */
  gone: string[];
  /** May still be running. */
  orphans: { jobId: string; reason: string }[];
}

export interface CancelOptions {
  /** Calls under way at once; 8 if left out. */
  concurrency?: number;
  /** The instant, on the clock of `now`, from which on no call begins; those under way are let end. */
  deadlineMs: number;
  now: () => number;
}

/**
 * Cancels the jobs that a run leaves behind. A cancel that fails is sent once more, then the job counts as
 * an orphan. A rejection of `send` is a failed cancel: this never rejects.
 */
export async function cancelJobs(
  ids: readonly string[],
  send: (call: Call) => Promise<RpcReply>,
  { concurrency = 8, deadlineMs, now }: CancelOptions,
): Promise<CancelledJobs> {
  const done: CancelledJobs = { cancelled: [], alreadyEnded: [], gone: [], orphans: [] };
  const queue = [...new Set(ids)].entries();
  const isLate = () => now() >= deadlineMs;

  const work = async () => {
    for (const [index, jobId] of queue) {
      const ask = () => askToCancel(jobId, index + 1, send);
      if (isLate()) done.orphans.push({ jobId, reason: 'not reached before the deadline' });
      else
        put(done, jobId, await ask().then((first) => (isFinal(first) || isLate() ? first : ask())));
    }
  };
  await Promise.all(Array.from({ length: Math.max(1, concurrency) }, work));
  return done;
}

async function askToCancel(
  jobId: string,
  callId: number,
  send: (call: Call) => Promise<RpcReply>,
): Promise<CancelReply> {
  const body = cancelBody(callId, jobId);
  try {
    return readCancel(
      await send({ endpoint: METHODS.cancel, body, job: { kind: 'cancel', jobId } }),
    );
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return { kind: 'unclear', reason };
  }
}

function isFinal({ kind }: CancelReply): boolean {
  return kind === 'taken' || kind === 'ended' || kind === 'gone';
}

function put(done: CancelledJobs, jobId: string, reply: CancelReply): void {
  switch (reply.kind) {
    case 'taken': {
      const { state } = reply.job;
      const endedOtherwise = isEndState(state) && state !== 'cancelled';
      (endedOtherwise ? done.alreadyEnded : done.cancelled).push(jobId);
      break;
    }
    case 'ended':
      done.alreadyEnded.push(jobId);
      break;
    case 'gone':
      done.gone.push(jobId);
      break;
    case 'unclear':
    case 'refused':
      done.orphans.push({ jobId, reason: reply.reason });
  }
}
