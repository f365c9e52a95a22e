import { expect, it } from 'vitest';
import { METHODS } from '@/lib/plan/figures';
import { USUAL_JOBS } from '@/lib/plan/users';
import { rpcCallIn } from '@/lib/testing/rpc-call';
import { type Behaviour, type BehaviourKind, RunJobs } from './behaviour';
import { cancelCycleUser, jobCycleUser, startingUser } from './cycle-users';
import { CANNOT_CANCEL } from './training-api/methods';
import type { RpcReply } from './training-api/rpc';

function userOf(kind: BehaviourKind): Behaviour {
  let id = 0;
  const shape = { ...USUAL_JOBS, batchSize: 1, trajectoriesPerQuery: 8 };
  const memory = { jobs: new RunJobs(), shape, nextCallId: () => ++id };
  return kind.createUser({ random: () => 0, memory });
}

const result = (value: unknown): RpcReply => ({ kind: 'result', result: value });
const gone: RpcReply = { kind: 'rpc-error', code: -32001, message: 'no such job' };

/** What the user asks next, with the job it asks about; and lets it learn the reply. */
function ask(user: Behaviour, reply?: RpcReply): string {
  const task = user.nextTask();
  if (task.kind === 'skip') return 'skip';
  if (reply !== undefined) task.call.learn?.(reply);
  const { method, params } = rpcCallIn(task.call.body);
  return `${method} ${params.job_id ?? ''}`.trim();
}

const running = result({ status: 'running' });
const started = (jobId: string) => result({ job_id: jobId, status: 'queued' });

it('a job cycle asks until the job has ended, exports it, and starts the next', () => {
  const user = userOf(jobCycleUser);
  expect(ask(user)).toBe(METHODS.start);
  expect(ask(user, started('a'))).toBe(METHODS.start);
  expect(ask(user, running)).toBe(`${METHODS.status} a`);
  expect(ask(user, result({ status: 'completed' }))).toBe(`${METHODS.status} a`);
  expect(ask(user)).toBe(`${METHODS.export} a`);
  expect(ask(user, started('b'))).toBe(METHODS.start);
  expect(ask(user, gone)).toBe(`${METHODS.status} b`);
  expect(ask(user)).toBe(METHODS.start);
});

it('a cancel cycle cancels at once, and asks until the job has ended', () => {
  const user = userOf(cancelCycleUser);
  expect(ask(user, started('a'))).toBe(METHODS.start);
  expect(ask(user, result({ status: 'running' }))).toBe(`${METHODS.cancel} a`);
  expect(ask(user, running)).toBe(`${METHODS.status} a`);
  expect(ask(user, result({ status: 'cancelled' }))).toBe(`${METHODS.status} a`);
  expect(ask(user, started('b'))).toBe(METHODS.start);
  expect(ask(user, result({ status: 'cancelled' }))).toBe(`${METHODS.cancel} b`);
  expect(ask(user, started('c'))).toBe(METHODS.start);
  const refused: RpcReply = { kind: 'rpc-error', code: CANNOT_CANCEL, message: 'completed' };
  expect(ask(user, refused)).toBe(`${METHODS.cancel} c`);
  expect(ask(user)).toBe(METHODS.start);
});

it('starts ask for jobs of the plan’s shape', () => {
  const task = userOf(startingUser).nextTask();
  if (task.kind === 'skip') throw new Error('skipped');
  const { params } = rpcCallIn(task.call.body);
  expect(params.config).toMatchObject({
    n_iterations: 10,
    batch_size: 1,
    n_trajectories_per_query: 8,
  });
});
