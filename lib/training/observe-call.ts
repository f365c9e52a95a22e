import type { Call, JobCall } from '@/lib/users/behaviour';
import type { CallTimes, JobLives } from '@/lib/users/job-life/job-lives';
import { jobIdOf, readJob } from '@/lib/users/training-api/replies';
import type { RpcReply } from '@/lib/users/training-api/rpc';
import { mayHaveWorked } from './may-have-worked';
import { readCancel } from './read-cancel';
import { readTrajectories } from './read-page';

/**
 * Tells `lives` of a call that has ended. To be called for every one: `reply` is undefined where no
 * readable answer came. `bytes` are those of the answer's body. A call that asks nothing of a job is
 * passed over.
 */
export function observeCall(
  lives: JobLives,
  { job }: Call,
  reply: RpcReply | undefined,
  times: CallTimes,
  bytes: number,
): void {
  if (job === undefined) return;
  if (job.kind === 'start') observeStart(lives, reply, times);
  else if (job.kind === 'cancel' && lives.follows(job.jobId))
    lives.onCancel(job.jobId, times, readCancel(reply));
  else if (reply?.kind === 'result') observeResult(lives, job, reply.result, times, bytes);
}

function observeStart(lives: JobLives, reply: RpcReply | undefined, times: CallTimes): void {
  const jobId = reply?.kind === 'result' ? jobIdOf(reply.result) : undefined;
  if (reply?.kind === 'result' && jobId !== undefined)
    lives.onStart(jobId, times, readJob(reply.result));
  else if (reply?.kind === 'result' || mayHaveWorked(reply)) lives.onUnansweredStart();
}

function observeResult(
  lives: JobLives,
  { kind, jobId }: Exclude<JobCall, { kind: 'start' }>,
  result: unknown,
  times: CallTimes,
  bytes: number,
): void {
  if (kind === 'export') lives.onExport(jobId, times, bytes, readTrajectories(result).items);
  if (kind === 'status' && lives.follows(jobId)) lives.onStatus(jobId, times, readJob(result));
}
