import { expect, it } from 'vitest';
import { INTENDED_MIX } from '@/lib/plan/figures';
import { parsePlan } from '@/lib/plan/parse-plan';
import { runLoad } from './run-load';
import { ManualClock } from './testing/manual-clock';
import { createScriptedTransport } from './testing/scripted-transport';

const RESPONSE_MS = 20;
const MEAN_WAIT_MS = 3000;
const DURATION_MS = 60_000;

it.each([1, 2, 3])(
  'a minute of 100 users has the pace that their pauses allow, and the mix of 40/30/20/10 (seed %i)',
  async (seed) => {
    const clock = new ManualClock();
    const transport = createScriptedTransport(clock, RESPONSE_MS);
    let skipped = 0;
    runLoad({
      plan: parsePlan({
        name: 'Mix',
        load: {
          model: 'closed',
          stages: [{ users: 100, spawnPerSecond: 1000, durationMs: DURATION_MS }],
        },
        users: [{ behaviour: 'training-api', weight: 1 }],
      }),
      target: { url: 'http://target.test/' },
      seed,
      transport,
      clock,
      onSecond: ({ tick }) => {
        for (const count of Object.values(tick.skipped)) skipped += count;
      },
    });
    await clock.pass(DURATION_MS + 1000);

    const requests = transport.sent.length;
    const allowed = (100 * DURATION_MS) / (MEAN_WAIT_MS + RESPONSE_MS);
    // Everybody's first task comes before any wait: one more than the waits alone allow.
    expect((requests + skipped) / (allowed + 100)).toBeGreaterThan(0.95);
    expect((requests + skipped) / (allowed + 100)).toBeLessThan(1.05);
    for (const [method, share] of Object.entries(INTENDED_MIX['training-api'])) {
      const realised = transport.sent.filter((call) => call.method === method).length / requests;
      expect(Math.abs(realised - share), method).toBeLessThan(0.03);
    }
  },
);
