import { INTENDED_MIX, METHODS, type TrainingMethod } from '@/lib/plan/figures';
import { INTENDED_WAIT_MS } from '@/lib/plan/users';
import {
  type Behaviour,
  type BehaviourKind,
  type Call,
  startCall,
  UserJobs,
  type UserOptions,
  uniform,
} from './behaviour';
import { isEndedJob, readCancel } from './training-api/replies';
import { cancelBody, exportBody, statusBody } from './training-api/rpc';

const DECK = Object.entries(INTENDED_MIX['training-api']).flatMap(([method, share]) =>
  Array.from({ length: Math.round(share * 10) }, () => method as TrainingMethod),
);
const MAX_OWED = 20;

/**
 * Works on the jobs it has started itself; only for status it falls back on the run's newest one. A task
 * that had to be skipped for want of a job is made up for once there is one: without that, short runs
 * would lack exports and cancels, and end far from the intended mix.
 */
export const trainingApiUser: BehaviourKind = {
  name: 'training-api',
  createUser: (options) => createTrainingApiUser(options, createShuffleBag(DECK, options.random)),
};

/** The user, with the methods it is to call given in turn. */
export function createTrainingApiUser(
  { random, memory, waitMs = INTENDED_WAIT_MS['training-api'] }: UserOptions,
  nextMethod: () => TrainingMethod,
): Behaviour {
  const jobs = new UserJobs();

  const calls = {
    [METHODS.status]: (jobId: string): Call => ({
      endpoint: METHODS.status,
      body: statusBody(memory.nextCallId(), jobId),
      job: { kind: 'status', jobId },
      learn(reply) {
        if (reply.kind === 'result' && isEndedJob(reply.result)) jobs.markEnded(jobId);
      },
    }),
    [METHODS.export]: (jobId: string): Call => ({
      endpoint: METHODS.export,
      body: exportBody(memory.nextCallId(), jobId),
      job: { kind: 'export', jobId },
    }),
    [METHODS.cancel]: (jobId: string): Call => ({
      endpoint: METHODS.cancel,
      body: cancelBody(memory.nextCallId(), jobId),
      job: { kind: 'cancel', jobId },
      learn(reply) {
        if (['taken', 'ended', 'gone'].includes(readCancel(reply).kind)) jobs.markEnded(jobId);
      },
    }),
  };
  const owed: TrainingMethod[] = [];
  const jobFor = (method: TrainingMethod, pick: number) => {
    switch (method) {
      case METHODS.status:
        return jobs.any(pick) ?? memory.jobs.newest;
      case METHODS.export:
        return jobs.any(pick);
      case METHODS.cancel:
        return jobs.anyActive(pick);
    }
  };
  const takeOwed = () => {
    const at = owed.findIndex((method) => jobFor(method, 0) !== undefined);
    return at < 0 ? undefined : owed.splice(at, 1)[0];
  };

  return {
    nextTask() {
      const method = takeOwed() ?? nextMethod();
      if (method === METHODS.start)
        return { kind: 'call', call: startCall(memory, random, (jobId) => jobs.add(jobId)) };
      const jobId = jobFor(method, random());
      if (jobId !== undefined) return { kind: 'call', call: calls[method](jobId) };
      if (owed.length < MAX_OWED) owed.push(method);
      return { kind: 'skip', endpoint: method };
    },
    nextWaitMs: () => uniform(random, waitMs),
  };
}

/**
 * Draws from a deck of `cards`, shuffled anew whenever it has been played: every whole deck has exactly
 * the intended mix, so that short runs come near it too. Fisher–Yates.
 */
function createShuffleBag<T>(cards: readonly T[], random: () => number): () => T {
  let bag: T[] = [];
  return () => {
    if (bag.length === 0) bag = [...cards];
    const at = Math.floor(random() * bag.length);
    const [card] = bag.splice(at, 1);
    if (card === undefined) throw new RangeError('A shuffle bag needs at least one item.');
    return card;
  };
}
