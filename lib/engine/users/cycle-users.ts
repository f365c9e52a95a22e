import { METHODS } from '@/lib/plan/figures';
import { INTENDED_WAIT_MS } from '@/lib/plan/users';
import {
  type Behaviour,
  type BehaviourKind,
  type Call,
  startCall,
  type UserOptions,
  uniform,
} from './behaviour';
import { isEndedJob, isEndState, readCancel } from './training-api/replies';
import { cancelBody, exportAllBody, statusBody } from './training-api/rpc';

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

type CancelStage = { at: 'idle' } | { at: 'started' | 'cancelled'; jobId: string };

/** Starts a job, cancels it, asks until it has ended, and so on: how soon does a cancel take effect? */
export const cancelCycleUser: BehaviourKind = {
  name: 'cancel-cycle',
  createUser({ random, memory, waitMs = INTENDED_WAIT_MS['cancel-cycle'] }) {
    let stage: CancelStage = { at: 'idle' };
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

/** Only ever starts jobs. */
export const startingUser: BehaviourKind = {
  name: 'start',
  createUser: ({ random, memory, waitMs = INTENDED_WAIT_MS.start }) => ({
    nextTask: () => ({ kind: 'call', call: startCall(memory, random) }),
    nextWaitMs: () => uniform(random, waitMs),
  }),
};
