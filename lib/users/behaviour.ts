import type { JobShape } from '@/lib/plan/job-shape';
import type { BehaviourName } from '@/lib/plan/users';
import type { RunJobs } from '@/lib/training/job-memory';
import type { RpcReply } from './training-api/rpc';

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
export type Task = { kind: 'call'; call: Call } | { kind: 'skip'; endpoint: string };

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
