import { flagOf, textOf } from '@/lib/users/training-api/fields';
import {
  CANNOT_CANCEL,
  describeTrainingError,
  JOB_NOT_FOUND,
} from '@/lib/users/training-api/methods';
import { readJob, type TrainingJob } from '@/lib/users/training-api/replies';
import type { RpcReply } from '@/lib/users/training-api/rpc';
import { mayHaveWorked } from './may-have-worked';

/**
 * What a cancel came to. `taken`: the job is cancelled, or will be. `ended`: it had ended before. `gone`:
 * there is no such job. `unclear`: it may have been taken. `refused`: it was not.
 */
export type CancelReply =
  | { kind: 'taken'; job: TrainingJob }
  | { kind: 'ended' }
  | { kind: 'gone' }
  | { kind: 'unclear' | 'refused'; reason: string };

export function readCancel(reply: RpcReply | undefined): CancelReply {
  if (reply?.kind === 'result') return readResult(reply.result);
  if (reply?.kind === 'rpc-error' && reply.code === CANNOT_CANCEL) return { kind: 'ended' };
  if (reply?.kind === 'rpc-error' && reply.code === JOB_NOT_FOUND) return { kind: 'gone' };
  return { kind: mayHaveWorked(reply) ? 'unclear' : 'refused', reason: reasonOf(reply) };
}

function readResult(result: unknown): CancelReply {
  if (flagOf(result, 'success') !== false) return { kind: 'taken', job: readJob(result) };
  const said = textOf(result, 'message', 'error') ?? 'it did not say why';
  return { kind: 'refused', reason: `The service did not cancel it: ${said}` };
}

function reasonOf(reply: Exclude<RpcReply, { kind: 'result' }> | undefined): string {
  switch (reply?.kind) {
    case undefined:
      return 'There was no answer.';
    case 'malformed':
      return reply.reason;
    case 'http-error':
      return `The service answered HTTP ${reply.status}.`;
    case 'rpc-error': {
      const words = [describeTrainingError(reply.code), reply.message].filter(Boolean).join(': ');
      return `The service answered error ${reply.code}${words === '' ? '' : `: ${words}`}.`;
    }
  }
}
