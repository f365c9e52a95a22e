import type { Behaviour, BehaviourKind, Call, Task, UserOptions } from './behaviour';
import { UserJobs } from './job-memory';
import { isEndedJob } from './read-job';
import { cancelBody, exportBody, statusBody } from './rpc-request';
import { startCall } from './start-call';
import { CANNOT_CANCEL, JOB_NOT_FOUND, METHODS, type TrainingMethod } from './training-methods';
import { uniform } from './uniform';

const WAIT_MS = { min: 1000, max: 5000 };

/** The intended mix, in shares of 1. */
export const TRAINING_API_MIX: Record<TrainingMethod, number> = {
  [METHODS.status]: 0.4,
  [METHODS.start]: 0.3,
  [METHODS.export]: 0.2,
  [METHODS.cancel]: 0.1,
};

export const trainingApiUser: BehaviourKind = { name: 'training-api', createUser };

function createUser({ random, memory, waitMs = WAIT_MS }: UserOptions): Behaviour {
  const jobs = new UserJobs();

  const status = (jobId: string): Call => ({
    endpoint: METHODS.status,
    body: statusBody(memory.nextCallId(), jobId),
    learn(reply) {
      if (reply.kind === 'result' && isEndedJob(reply.result)) jobs.markEnded(jobId);
    },
  });
  const exportTrajectories = (jobId: string): Call => ({
    endpoint: METHODS.export,
    body: exportBody(memory.nextCallId(), jobId),
    learn: () => undefined,
  });
  const cancel = (jobId: string): Call => ({
    endpoint: METHODS.cancel,
    body: cancelBody(memory.nextCallId(), jobId),
    learn(reply) {
      const gone =
        reply.kind === 'rpc-error' && [CANNOT_CANCEL, JOB_NOT_FOUND].includes(reply.code);
      if (reply.kind === 'result' || gone) jobs.markEnded(jobId);
    },
  });
  const withJob = (
    endpoint: TrainingMethod,
    jobId: string | undefined,
    make: (jobId: string) => Call,
  ): Task =>
    jobId === undefined ? { kind: 'skip', endpoint } : { kind: 'call', call: make(jobId) };

  return {
    nextTask() {
      const method = pickMethod(random());
      const pick = random();
      switch (method) {
        case METHODS.status:
          return withJob(method, jobs.any(pick) ?? memory.jobs.newest, status);
        case METHODS.start:
          return { kind: 'call', call: startCall(memory, random, (jobId) => jobs.add(jobId)) };
        case METHODS.export:
          return withJob(method, jobs.any(pick), exportTrajectories);
        case METHODS.cancel:
          return withJob(method, jobs.anyActive(pick), cancel);
      }
    },
    nextWaitMs: () => uniform(random, waitMs),
  };
}

function pickMethod(pick: number): TrainingMethod {
  let upTo = 0;
  for (const method of [METHODS.status, METHODS.start, METHODS.export]) {
    upTo += TRAINING_API_MIX[method];
    if (pick < upTo) return method;
  }
  return METHODS.cancel;
}
