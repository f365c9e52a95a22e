import { expect, it } from 'vitest';
import { z } from 'zod';
import { METHODS } from '@/lib/plan/figures';
import { USUAL_JOBS } from '@/lib/plan/users';
import { createRandom } from '@/lib/stats/random';
import { rpcCallIn } from '@/lib/testing/rpc-call';
import { type Behaviour, RunJobs, type RunMemory, UserJobs } from './behaviour';
import { CANNOT_CANCEL } from './training-api/methods';
import type { RpcReply } from './training-api/rpc';
import { createTrainingApiUser, trainingApiUser } from './training-api-user';

function createMemory(): RunMemory {
  let id = 0;
  return { jobs: new RunJobs(), shape: USUAL_JOBS, nextCallId: () => ++id };
}

function userOf(...methods: (keyof typeof METHODS)[]) {
  const memory = createMemory();
  const next = () => METHODS[methods.shift() ?? 'status'];
  return { memory, user: createTrainingApiUser({ random: () => 0, memory }, next) };
}

const startSchema = z.object({
  agent_id: z.string(),
  training_queries: z.array(z.unknown()),
  config: z.record(z.string(), z.number()),
});

const result = (value: unknown): RpcReply => ({ kind: 'result', result: value });

function doNext(user: Behaviour, reply?: RpcReply): string {
  const task = user.nextTask();
  if (task.kind === 'skip') return `skip ${task.endpoint}`;
  if (reply !== undefined) task.call.learn?.(reply);
  const { method, params } = rpcCallIn(task.call.body);
  return `${method} ${params.job_id ?? ''}`.trim();
}

it('skips export and cancel while it has no job, and makes up for them once it has', () => {
  const { user } = userOf('export', 'cancel', 'start');
  expect(doNext(user)).toBe(`skip ${METHODS.export}`);
  expect(doNext(user)).toBe(`skip ${METHODS.cancel}`);
  expect(doNext(user, result({ job_id: 'mine' }))).toBe(METHODS.start);
  expect(doNext(user)).toBe(`${METHODS.export} mine`);
  expect(doNext(user)).toBe(`${METHODS.cancel} mine`);
});

it('asks about the newest job of the run while it has none of its own', () => {
  const { user, memory } = userOf('status', 'status');
  expect(doNext(user)).toBe(`skip ${METHODS.status}`);
  memory.jobs.add('of another');
  expect(doNext(user)).toBe(`${METHODS.status} of another`);
});

it('understands a new job in either dialect', () => {
  const { user, memory } = userOf('start', 'start', 'start');
  const newest = [{ job_id: 'a' }, { training_job_id: 'b' }, { job_id: 7 }].map((answer) => {
    doNext(user, result(answer));
    return memory.jobs.newest;
  });
  expect(newest).toEqual(['a', 'b', 'b']);
});

it('does not cancel again what it knows to have ended', () => {
  const { user } = userOf('start', 'cancel', 'cancel');
  doNext(user, result({ job_id: 'mine' }));
  expect(doNext(user, result({ status: 'cancelled' }))).toBe(`${METHODS.cancel} mine`);
  expect(doNext(user)).toBe(`skip ${METHODS.cancel}`);
});

it('learns of a job’s end from its status and from a refused cancel', () => {
  const { user } = userOf('start', 'status', 'cancel', 'start');
  doNext(user, result({ job_id: 'first' }));
  doNext(user, result({ status: 'completed' }));
  expect(doNext(user)).toBe(`skip ${METHODS.cancel}`);
  doNext(user, result({ job_id: 'second' }));
  expect(doNext(user, { kind: 'rpc-error', code: CANNOT_CANCEL, message: '' })).toBe(
    `${METHODS.cancel} second`,
  );
  expect(doNext(user)).toBe(`${METHODS.status} first`);
});

it('says of every call what it asks of which job', () => {
  const { user } = userOf('start', 'status', 'export', 'cancel');
  const next = () => {
    const task = user.nextTask();
    return task.kind === 'call' ? task.call : undefined;
  };
  const started = next();
  expect(started?.job).toEqual({ kind: 'start' });
  started?.learn?.(result({ job_id: 'mine' }));
  expect([next(), next(), next()].map((call) => call?.job)).toEqual([
    { kind: 'status', jobId: 'mine' },
    { kind: 'export', jobId: 'mine' },
    { kind: 'cancel', jobId: 'mine' },
  ]);
});

it('sends starts as the scenarios say', () => {
  const user = trainingApiUser.createUser({ random: createRandom(1), memory: createMemory() });
  const starts: z.output<typeof startSchema>[] = [];
  for (let i = 0; i < 2000; i++) {
    const task = user.nextTask();
    if (task.kind === 'call' && task.call.endpoint === METHODS.start)
      starts.push(startSchema.parse(rpcCallIn(task.call.body).params));
  }
  const iterations = starts.map(({ config }) => config.n_iterations ?? 0);
  expect([Math.min(...iterations), Math.max(...iterations)]).toEqual([10, 50]);
  expect(new Set(starts.map(({ agent_id }) => agent_id)).size).toBe(10);
  expect(starts[0]?.training_queries).toHaveLength(100);
  expect(starts[0]?.config).toMatchObject({
    batch_size: 16,
    n_trajectories_per_query: 4,
    learning_rate: 0.0001,
    max_budget_usd: 5,
  });
});

it('waits evenly from 1 to 5 s, or as the plan says instead', () => {
  const user = trainingApiUser.createUser({ random: createRandom(1), memory: createMemory() });
  const waits = Array.from({ length: 5000 }, () => user.nextWaitMs());
  expect(Math.min(...waits)).toBeGreaterThanOrEqual(1000);
  expect(Math.max(...waits)).toBeLessThanOrEqual(5000);
  expect(Math.abs(waits.reduce((a, b) => a + b) / 5000 - 3000)).toBeLessThan(60);
  const quick = trainingApiUser.createUser({
    random: createRandom(1),
    memory: createMemory(),
    waitMs: { min: 5, max: 5 },
  });
  expect(quick.nextWaitMs()).toBe(5);
});

it('remembers a hundred jobs of its own, however long the run', () => {
  const jobs = new UserJobs();
  for (let i = 0; i < 10_050; i++) jobs.add(`job-${i}`);
  expect([jobs.any(0), jobs.any(0.999), jobs.anyActive(0)]).toEqual([
    'job-9950',
    'job-10049',
    'job-9950',
  ]);
});

it('plays whole decks of 4 status, 3 start, 2 export and 1 cancel', () => {
  const memory = createMemory();
  const user = trainingApiUser.createUser({ random: createRandom(3), memory });
  memory.jobs.add('of another');
  const asked: string[] = [];
  while (asked.length < 400) {
    const said = doNext(user, result({ job_id: `job-${asked.length}` }));
    if (!said.startsWith('skip')) asked.push(said.split(' ')[0] ?? '');
  }
  const share = (method: string) => asked.filter((name) => name === method).length / 400;
  expect(share(METHODS.status)).toBeCloseTo(0.4, 1);
  expect(share(METHODS.start)).toBeCloseTo(0.3, 1);
  expect(share(METHODS.export)).toBeCloseTo(0.2, 1);
  expect(share(METHODS.cancel)).toBeCloseTo(0.1, 1);
});
