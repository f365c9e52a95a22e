import { METHODS } from '@/lib/plan/intended-mix';
import { INTENDED_WAIT_MS } from '@/lib/plan/wait-times';
import { exportAllBody, statusBody } from '@/lib/training/rpc-request';
import { startCall } from '@/lib/training/start-call';
import { uniform } from '@/lib/training/uniform';
import type { BehaviourKind, Call } from './behaviour';
import { isEndedJob } from './training-api/replies';

type Stage = { at: 'idle' } | { at: 'running' | 'ended'; jobId: string };

/** Follows one job after the other: starts it, asks until it has ended, exports all it made. */
export const jobCycleUser: BehaviourKind = {
  name: 'job-cycle',
  createUser({ random, memory, waitMs = INTENDED_WAIT_MS['job-cycle'] }) {
    let stage: Stage = { at: 'idle' };
    const nextCall = (): Call => {
      switch (stage.at) {
        case 'idle':
          return startCall(memory, random, (jobId) => {
            stage = { at: 'running', jobId };
          });
        case 'running': {
          const { jobId } = stage;
          return {
            endpoint: METHODS.status,
            body: statusBody(memory.nextCallId(), jobId),
            job: { kind: 'status', jobId },
            learn(reply) {
              // A job that is not known any more is not asked about for ever.
              if (reply.kind === 'rpc-error') stage = { at: 'idle' };
              if (reply.kind === 'result' && isEndedJob(reply.result))
                stage = { at: 'ended', jobId };
            },
          };
        }
        case 'ended': {
          const { jobId } = stage;
          stage = { at: 'idle' };
          return {
            endpoint: METHODS.export,
            body: exportAllBody(memory.nextCallId(), jobId),
            job: { kind: 'export', jobId },
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
