import { expect, it, vi } from 'vitest';
import { startRun } from '@/lib/runs/start-run';
import { goneHolderId } from '@/lib/testing/gone-holder-id';
import { insertRun } from '@/lib/testing/insert-run';
import { openTestStore } from '@/lib/testing/open-test-store';
import { startRpcServer } from '@/lib/testing/start-server';
import { followQueuedRun } from './follow-job';

it('a command that executes a run interrupts what a killed worker left, and finishes its own', async () => {
  vi.spyOn(console, 'error').mockImplementation(() => undefined);
  const store = openTestStore();
  const server = await startRpcServer(() => ({ pong: true }));
  const left = await insertRun(store, { workerId: goneHolderId() });
  const { number } = await startRun(store, {
    targetUrl: server.url,
    plan: {
      name: 'Pings',
      load: {
        model: 'open',
        arrivals: 'constant',
        stages: [{ durationMs: 1000, ratePerSecond: 20 }],
      },
      requests: [{ name: 'ping', weight: 1, rpc: { method: 'rpc.ping' } }],
    },
  });
  await followQueuedRun(store, number);
  const runs = await store.prisma.run.findMany({ orderBy: { id: 'asc' } });
  expect(runs.map(({ id, status }) => [id, status])).toEqual([
    [left, 'interrupted'],
    [number, 'finished'],
  ]);
});
