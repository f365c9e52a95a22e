import { METHODS } from '@/lib/plan/intended-mix';
import { INTENDED_WAIT_MS } from '@/lib/plan/wait-times';
import type { BehaviourKind, Call } from '@/lib/users/behaviour';
import { isEndedJob, isEndState } from '@/lib/users/training-api/replies';
import { readCancel } from './read-cancel';
import { cancelBody, statusBody } from './rpc-request';
import { startCall } from './start-call';
import { uniform } from './uniform';

type Stage = { at: 'idle' } | { at: 'started' | 'cancelled'; jobId: string };

/** Starts a job, cancels it, asks until it has ended, and so on: how soon does a cancel take effect? */
export const cancelCycleUser: BehaviourKind = {
  name: 'cancel-cycle',
  createUser({ random, memory, waitMs = INTENDED_WAIT_MS['cancel-cycle'] }) {
    let stage: Stage = { at: 'idle' };
    const nextCall = (): Call => {
      switch (stage.at) {
        case 'idle':
          return startCall(memory, random, (jobId) => {
            stage = { at: 'started', jobId };
          });
        case 'started': {
          const { jobId } = stage;
          return {
            endpoint: METHODS.cancel,
            body: cancelBody(memory.nextCallId(), jobId),
            job: { kind: 'cancel', jobId },
            learn(reply) {
              const answer = readCancel(reply);
              const isOver = answer.kind !== 'taken' || isEndState(answer.job.state);
              stage = isOver ? { at: 'idle' } : { at: 'cancelled', jobId };
            },
          };
        }
        case 'cancelled': {
          const { jobId } = stage;
          return {
            endpoint: METHODS.status,
            body: statusBody(memory.nextCallId(), jobId),
            job: { kind: 'status', jobId },
            learn(reply) {
              const isEnded = reply.kind === 'result' && isEndedJob(reply.result);
              if (isEnded || reply.kind === 'rpc-error') stage = { at: 'idle' };
            },
          };
        }
      }
    };
    return {
      nextTask: () => ({ kind: 'call', call: nextCall() }),
      nextWaitMs: () => uniform(random, waitMs),
    };
  },
};
