import { METHODS } from '@/lib/plan/figures';
import type { BehaviourName, JobShape } from '@/lib/plan/users';
import { jobIdOf } from './training-api/replies';
import { type RpcReply, startBody } from './training-api/rpc';

/** A start has no id yet: its answer tells it. */
export type JobCall =
  | { kind: 'start'; jobId?: undefined }
  | { kind: 'status' | 'cancel' | 'export'; jobId: string };

/** One request that a user wants to make: where it is counted, what is sent, what its reply teaches. */
export interface Call {
  endpoint: string;
  body: string;
  /** What it asks of a job, so that the job's life can be followed. */
  job?: JobCall;
  /** Told what the service said, unless nothing readable came. */
  learn?(reply: RpcReply): void;
}

/** What a user does next. A skipped task is counted and not sent: there was no job to do it with. */
type Task = { kind: 'call'; call: Call } | { kind: 'skip'; endpoint: string };

/**
 * One virtual user's mind. `nextTask` and `nextWaitMs` are asked in turn, once each a round; both draw
 * only from the user's own random stream, so that the same seed makes the same decisions however slow
 * the service is. (What there is to ask about does depend on the replies.)
 */
export interface Behaviour {
  nextTask(): Task;
  nextWaitMs(): number;
}

/** What the users of a run share: numbers for their calls, and the jobs they have made. */
export interface RunMemory {
  jobs: RunJobs;
  /** What each start asks for. */
  shape: JobShape;
  nextCallId(): number;
}

export interface UserOptions {
  random: () => number;
  memory: RunMemory;
  /** In place of the behaviour's own wait. */
  waitMs?: { min: number; max: number };
}

/** A kind of user: how one is made, and what must exist before the first. */
export interface BehaviourKind {
  name: BehaviourName;
  createUser(options: UserOptions): Behaviour;
  /** A call to make before the load starts; undefined when none is needed. */
  prepare?(memory: RunMemory, random: () => number): Call;
}

// A bound, so that a run's memory does not grow with its length.
const REMEMBERED_OF_USER = 100;

/** What all users of a run know of its jobs: the newest, to ask about. */
export class RunJobs {
  newest: string | undefined;

  add(jobId: string): void {
    this.newest = jobId;
  }
}

/** One user's own jobs. What it has seen ended is not cancelled again, but may still be asked about. */
export class UserJobs {
  private readonly started: string[] = [];
  private readonly active: string[] = [];

  /** `pick` is from [0, 1). Undefined when the user has no job. */
  any(pick: number): string | undefined {
    return this.started[Math.floor(pick * this.started.length)];
  }

  anyActive(pick: number): string | undefined {
    return this.active[Math.floor(pick * this.active.length)];
  }

  add(jobId: string): void {
    this.started.push(jobId);
    this.active.push(jobId);
    if (this.started.length > REMEMBERED_OF_USER) this.started.shift();
    if (this.active.length > REMEMBERED_OF_USER) this.active.shift();
  }

  markEnded(jobId: string): void {
    const at = this.active.indexOf(jobId);
    if (at >= 0) this.active.splice(at, 1);
  }
}

/** Evenly from `min` to `max`. */
export function uniform(random: () => number, { min, max }: { min: number; max: number }): number {
  return min + random() * (max - min);
}

const AGENTS = 10;

/** A start of one of ten agents' training, of the run's shape; tells the new job's id. */
export function startCall(
  memory: RunMemory,
  random: () => number,
  onStarted?: (jobId: string) => void,
): Call {
  const agent = 1 + Math.floor(random() * AGENTS);
  const { min, max } = memory.shape.iterations;
  const iterations = min + Math.floor(random() * (max - min + 1));
  return {
    endpoint: METHODS.start,
    body: startBody(memory.nextCallId(), agent, iterations, memory.shape),
    job: { kind: 'start' },
    learn(reply) {
      const jobId = reply.kind === 'result' ? jobIdOf(reply.result) : undefined;
      if (jobId === undefined) return;
      memory.jobs.add(jobId);
      onStarted?.(jobId);
    },
  };
}
