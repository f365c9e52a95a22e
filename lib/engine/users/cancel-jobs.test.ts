import fc from 'fast-check';
import { expect, it } from 'vitest';
import { rpcCallIn } from '@/lib/testing/rpc-call';
import type { Call } from './behaviour';
import { cancelJobs } from './cancel-jobs';
import type { RpcReply } from './training-api/rpc';

const cancelled: RpcReply = { kind: 'result', result: { status: 'cancelled' } };
const error = (code: number): RpcReply => ({ kind: 'rpc-error', code, message: '' });
const inTime = { deadlineMs: 1000, now: () => 0 };

/** A service that answers each job's cancels from its script, and at last that it is cancelled. */
function scripted(script: Record<string, (RpcReply | Error)[]>) {
  const asked: string[] = [];
  let underWay = 0;
  const service = {
    asked,
    mostUnderWay: 0,
    async send({ body, job }: Call): Promise<RpcReply> {
      const jobId = String(rpcCallIn(body).params.job_id);
      expect(job).toEqual({ kind: 'cancel', jobId });
      asked.push(jobId);
      service.mostUnderWay = Math.max(service.mostUnderWay, ++underWay);
      await Promise.resolve();
      underWay -= 1;
      const reply = script[jobId]?.shift() ?? cancelled;
      if (reply instanceof Error) throw reply;
      return reply;
    },
  };
  return service;
}

it('tells jobs that were cancelled from those that had ended and those that are gone', async () => {
  const { send, asked } = scripted({
    b: [error(-40003)],
    c: [error(-32001)],
    d: [{ kind: 'result', result: { status: 'completed' } }],
  });
  expect(await cancelJobs(['a', 'b', 'c', 'd', 'a'], send, inTime)).toEqual({
    cancelled: ['a'],
    alreadyEnded: ['b', 'd'],
    gone: ['c'],
    orphans: [],
  });
  expect(asked).toEqual(['a', 'b', 'c', 'd']);
});

it('asks once more before it calls a job an orphan, and says why', async () => {
  const busy: RpcReply = { kind: 'http-error', status: 503 };
  const { send, asked } = scripted({
    a: [busy, cancelled],
    b: [busy, busy],
    c: [new Error('ECONNREFUSED'), new Error('ECONNREFUSED')],
    d: [new Error('socket hang up'), error(-40003)],
  });
  expect(await cancelJobs(['a', 'b', 'c', 'd'], send, { ...inTime, concurrency: 1 })).toEqual({
    cancelled: ['a'],
    alreadyEnded: ['d'],
    gone: [],
    orphans: [
      { jobId: 'b', reason: 'The service returned HTTP 503.' },
      { jobId: 'c', reason: 'ECONNREFUSED' },
    ],
  });
  expect(asked.join('')).toBe('aabbccdd');
});

it('begins nothing after the deadline, not even a second try', async () => {
  let nowMs = 0;
  const { send, asked } = scripted({ b: [{ kind: 'http-error', status: 503 }] });
  const slow = (call: Call) => {
    nowMs += 400;
    return send(call);
  };
  const options = { concurrency: 1, deadlineMs: 800, now: () => nowMs };
  expect(await cancelJobs(['a', 'b', 'c', 'd'], slow, options)).toEqual({
    cancelled: ['a'],
    alreadyEnded: [],
    gone: [],
    orphans: [
      { jobId: 'b', reason: 'The service returned HTTP 503.' },
      { jobId: 'c', reason: 'not reached before the deadline' },
      { jobId: 'd', reason: 'not reached before the deadline' },
    ],
  });
  expect(asked).toEqual(['a', 'b']);
});

it('sends eight at once, unless told otherwise', async () => {
  const ids = Array.from({ length: 50 }, (_, index) => `job-${index}`);
  const service = scripted({});
  expect((await cancelJobs(ids, service.send, inTime)).cancelled).toHaveLength(50);
  expect(service.mostUnderWay).toBe(8);
  const alone = scripted({});
  await cancelJobs(ids, alone.send, { ...inTime, concurrency: 1 });
  expect(alone.mostUnderWay).toBe(1);
});

it('has nothing to do without jobs', async () => {
  const { send } = scripted({});
  expect(await cancelJobs([], send, inTime)).toEqual({
    cancelled: [],
    alreadyEnded: [],
    gone: [],
    orphans: [],
  });
});

it('accounts for every job exactly once, whatever the service answers', async () => {
  const reply = fc.oneof(
    fc.constantFrom(cancelled, error(-40003), error(-32001), error(-32603)),
    fc.constant(new Error('lost')),
  );
  const scripts = fc.dictionary(fc.string({ minLength: 1 }), fc.array(reply, { maxLength: 3 }), {
    noNullPrototype: true,
  });
  await fc.assert(
    fc.asyncProperty(scripts, async (script) => {
      const ids = Object.keys(script);
      const done = await cancelJobs(ids, scripted(script).send, inTime);
      const orphans = done.orphans.map(({ jobId }) => jobId);
      const all = [...done.cancelled, ...done.alreadyEnded, ...done.gone, ...orphans];
      expect(all.sort()).toEqual(ids.sort());
    }),
  );
});
