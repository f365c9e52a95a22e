import { METHODS } from '@/lib/plan/intended-mix';
import type { Behaviour, BehaviourKind, UserOptions } from './behaviour';
import { statusBody } from './rpc-request';
import { startCall } from './start-call';
import { uniform } from './uniform';

const WAIT_MS = { min: 100, max: 1000 };

/** Only ever asks for status, often; the run starts one job beforehand so that there is one. */
export const burstUser: BehaviourKind = {
  name: 'burst',
  createUser,
  prepare: (memory, random) => startCall(memory, random),
};

function createUser({ random, memory, waitMs = WAIT_MS }: UserOptions): Behaviour {
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
