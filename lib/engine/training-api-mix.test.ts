import { expect, it } from 'vitest';
import { parsePlan } from '@/lib/plan/parse-plan';
import { startRpcServer } from '@/lib/testing/start-server';
import { TRAINING_API_MIX } from '@/lib/training/training-api-user';
import { METHODS, type TrainingMethod } from '@/lib/training/training-methods';
import { runLoad } from './run-load';

// The scenario's own pauses, a fifth as long: half a minute of it in six seconds.
const WAIT_MS = { min: 200, max: 1000 };
const WAIT_VARIANCE = (WAIT_MS.max - WAIT_MS.min) ** 2 / 12;
const RESPONSE_MS = 20;
const CYCLE_MS = 600 + RESPONSE_MS;
const USERS = 100;
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
        stages: [{ users: USERS, spawnPerSecond: 10_000, durationMs: DURATION_MS }],
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

    // Renewal theory: the first task comes at once, hence the constants beside time / cycle.
    const cycles = DURATION_MS / CYCLE_MS + 0.5 + WAIT_VARIANCE / (2 * CYCLE_MS ** 2);
    expect((requests + skipped) / USERS).toBeGreaterThan(cycles * 0.94);
    expect((requests + skipped) / USERS).toBeLessThan(cycles * 1.03);

    for (const [method, share] of Object.entries(TRAINING_API_MIX)) {
      const realised = (server.calls.get(method as TrainingMethod) ?? 0) / requests;
      expect(Math.abs(realised - share), method).toBeLessThan(0.03);
    }
  },
  30_000,
);
