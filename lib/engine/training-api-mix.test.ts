import { expect, it } from 'vitest';
import { INTENDED_MIX, METHODS, type TrainingMethod } from '@/lib/plan/intended-mix';
import { parsePlan } from '@/lib/plan/parse-plan';
import { startRpcServer } from '@/lib/testing/start-server';
import { runLoad } from './run-load';

// The scenario's own pauses, a fifth as long: half a minute of it in six seconds.
const WAIT_MS = { min: 200, max: 1000 };
const MEAN_WAIT_MS = 600;
const RESPONSE_MS = 20;
const DURATION_MS = 6_000;

it.each([1, 2])(
  '100 users keep the pace that their pauses allow, and the mix of 40/30/20/10 (seed %i)',
  async (seed) => {
    let jobs = 0;
    const server = await startRpcServer(
      (method) => (method === METHODS.start ? { job_id: `j${++jobs}` } : { status: 'running' }),
      RESPONSE_MS,
    );
    const plan = parsePlan({
      name: 'Mix',
      load: {
        model: 'closed',
        stages: [{ users: 100, spawnPerSecond: 1000, durationMs: DURATION_MS }],
        waitMs: WAIT_MS,
      },
      users: [{ behaviour: 'training-api', weight: 1 }],
    });
    let skipped = 0;
    await runLoad({
      plan,
      target: { url: server.url },
      seed,
      onSecond: ({ tick }) => {
        for (const count of Object.values(tick.skipped)) skipped += count;
      },
    }).done;
    const requests = [...server.calls.values()].reduce((sum, calls) => sum + calls, 0);

    const tasksPerSecond = (requests + skipped) / (DURATION_MS / 1000);
    const allowed = 100 / ((MEAN_WAIT_MS + RESPONSE_MS) / 1000);
    expect(tasksPerSecond).toBeGreaterThan(allowed * 0.94);
    expect(tasksPerSecond).toBeLessThan(allowed * 1.06);

    for (const [method, share] of Object.entries(INTENDED_MIX['training-api'])) {
      const realised = (server.calls.get(method as TrainingMethod) ?? 0) / requests;
      expect(Math.abs(realised - share), method).toBeLessThan(0.03);
    }
  },
  30_000,
);
