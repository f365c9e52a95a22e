import { describe, expect, it } from 'vitest';
import { parsePlan } from '@/lib/plan/parse-plan';
import { rpcCallIn } from '@/lib/testing/rpc-call';
import { startHttpServer } from '@/lib/testing/start-server';
import { cleanUp, wantsCleanUp } from './clean-up';

const planOf = (choice?: string) =>
  parsePlan({
    name: 'Jobs',
    load: { model: 'closed', stages: [{ users: 1, spawnPerSecond: 1, durationMs: 1000 }] },
    ...(choice === undefined ? {} : { cleanUp: choice }),
  });

describe('wantsCleanUp', () => {
  it.each([
    [undefined, 'stopped', true],
    [undefined, 'finished', false],
    ['always', 'finished', true],
    ['never', 'stopped', false],
  ] as const)('%s, of a run that %s: %s', (choice, reason, wanted) => {
    expect(wantsCleanUp(planOf(choice), reason)).toBe(wanted);
  });
});

it('cancels what a run has left, and lists what may still be running', async () => {
  const answers: Record<string, object> = {
    done: { error: { code: -40003, message: 'cannot cancel' } },
    lost: { error: { code: -32001, message: 'no such job' } },
    stuck: { error: { code: -32603, message: 'internal error' } },
  };
  const { url } = await startHttpServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const { params } = rpcCallIn(Buffer.concat(chunks).toString());
      const answer = answers[String(params.job_id)] ?? { result: { status: 'cancelled' } };
      response.end(JSON.stringify({ jsonrpc: '2.0', id: 1, ...answer }));
    });
  });
  const jobs = ['one', 'two', 'done', 'lost', 'stuck'];
  const done = await cleanUp({ url }, planOf(), jobs);
  expect(done).toMatchObject({ cancelled: 2, alreadyEnded: 1, gone: 1 });
  expect(done.orphans.map(({ jobId }) => jobId)).toEqual(['stuck']);
  expect(done.orphans[0]?.reason).toContain('internal error');
});

it('lists every job as an orphan when the service is gone', async () => {
  const done = await cleanUp({ url: 'http://127.0.0.1:1/' }, planOf(), ['one']);
  expect(done.orphans).toEqual([{ jobId: 'one', reason: 'connection refused' }]);
});
