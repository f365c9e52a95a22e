import { METHODS } from '@/lib/plan/intended-mix';
import { INTENDED_WAIT_MS } from '@/lib/plan/wait-times';
import type { Behaviour, BehaviourKind, UserOptions } from '@/lib/users/behaviour';
import { statusBody } from './rpc-request';
import { startCall } from './start-call';
import { uniform } from './uniform';

/** Only ever asks for status, often; the run starts one job beforehand so that there is one. */
export const burstUser: BehaviourKind = {
  name: 'burst',
  createUser,
  prepare: (memory, random) => startCall(memory, random),
};

function createUser({ random, memory, waitMs = INTENDED_WAIT_MS.burst }: UserOptions): Behaviour {
  return {
    nextTask() {
      const jobId = memory.jobs.newest;
      if (jobId === undefined) return { kind: 'skip', endpoint: METHODS.status };
      const body = statusBody(memory.nextCallId(), jobId);
      const job = { kind: 'status', jobId } as const;
      return { kind: 'call', call: { endpoint: METHODS.status, body, job } };
    },
    nextWaitMs: () => uniform(random, waitMs),
  };
}
