import { describe, expect, it } from 'vitest';
import { METHODS } from '@/lib/plan/figures';
import type { Stage } from '@/lib/plan/load';
import type { LoadPlan } from '@/lib/plan/load-plan';
import type { BehaviourName } from '@/lib/plan/users';
import type { SecondReport } from '@/lib/stats/windows';
import type { Shard } from './load-options';
import { type LoadEnd, runLoad } from './run-load';
import { ManualClock } from './testing/manual-clock';
import { createScriptedTransport, resultReply, type SentCall } from './testing/scripted-transport';
import type { Reply } from './transport/transport';

interface Scene {
  stages?: Stage[];
  behaviour?: BehaviourName;
  /** In place of `stages` and `waitMs`. */
  load?: LoadPlan['load'];
  waitMs?: { min: number; max: number };
  delayMs?: number;
  seed?: number;
  shard?: Shard;
  answer?: (call: SentCall) => Reply;
  onSecond?: (report: SecondReport) => void;
}

const every = (ms: number) => ({ min: ms, max: ms });
const stage = (users: number, spawnPerSecond: number, durationMs: number): Stage => ({
  users,
  spawnPerSecond,
  durationMs,
});

/** A run in a time of its own, about to begin. */
function play(scene: Scene = {}) {
  const { stages = [stage(1, 10, 10_000)], behaviour = 'burst', waitMs = every(1000) } = scene;
  const clock = new ManualClock();
  const transport = createScriptedTransport(clock, scene.delayMs ?? 100, scene.answer);
  const reports: SecondReport[] = [];
  const run = runLoad({
    plan: {
      name: 'Test',
      load: scene.load ?? { model: 'closed', stages, waitMs },
      users: [{ behaviour, weight: 1 }],
      timeoutMs: 30_000,
    },
    target: { url: 'http://target.test/' },
    seed: scene.seed ?? 1,
    shard: scene.shard,
    onSecond: scene.onSecond ?? ((report) => reports.push(report)),
    transport,
    clock,
  });
  let end: LoadEnd | undefined;
  let error: unknown;
  run.done.then(
    (value) => {
      end = value;
    },
    (reason: unknown) => {
      error = reason;
    },
  );
  return { clock, transport, reports, run, outcome: () => ({ end, error }) };
}

const sendTimes = (calls: SentCall[]) => calls.map(({ atMs }) => atMs);

// Burst users: their run makes its one job first, so the load begins with that call's answer.
describe('users', () => {
  it('ask the moment they come, and again when their wait after the reply is over', async () => {
    const { clock, transport } = play({ stages: [stage(2, 2, 4000)] });
    await clock.pass(5000);
    expect(sendTimes(transport.sent)).toEqual([0, 100, 600, 1200, 1700, 2300, 2800, 3400, 3900]);
  });

  it('go when the next stage has fewer, the last to come first, and their replies still count', async () => {
    const { clock, transport, reports } = play({
      stages: [stage(2, 1000, 900), stage(1, 1000, 2000)],
      delayMs: 300,
      waitMs: every(600),
    });
    await clock.pass(5000);
    expect(sendTimes(transport.sent)).toEqual([0, 300, 301, 1200, 2100, 3000]);
    expect(reports.map(({ tick }) => tick.activeUsers)).toEqual([2, 1, 1, 0]);
    expect(reports.map(({ samples }) => samples.count)).toEqual([3, 1, 1, 1]);
  });

  it('that find nothing to ask about wait as after a request', async () => {
    const { clock, transport, reports } = play({
      waitMs: every(250),
      stages: [stage(1, 10, 900)],
      answer: () => ({ kind: 'timeout' }),
    });
    await clock.pass(2000);
    expect(transport.sent.map(({ method }) => method)).toEqual([METHODS.start]);
    expect(reports.map(({ tick }) => tick.skipped[METHODS.status] ?? 0)).toEqual([4, 0]);
  });

  it('without any wait leave the thread to others when there is nothing to ask about', async () => {
    const { clock, reports } = play({
      waitMs: every(0),
      stages: [stage(3, 1000, 800)],
      answer: () => ({ kind: 'timeout' }),
    });
    await clock.pass(1000);
    expect(reports[0]?.tick.skipped[METHODS.status]).toBe(240);
  });

  it('decide the same with the same seed, however long the service takes', async () => {
    const decisions = async (seed: number, delayMs: number) => {
      const { clock, transport } = play({
        behaviour: 'training-api',
        answer: () => resultReply({ job_id: 'job', status: 'running' }),
        stages: [stage(1, 1, 120_000)],
        seed,
        delayMs,
      });
      await clock.pass(120_000);
      return transport.sent.slice(0, 25).map(({ method, params }) => [method, params.agent_id]);
    };
    const first = await decisions(5, 1);
    expect(first).toHaveLength(25);
    expect(await decisions(5, 2500)).toEqual(first);
    expect(await decisions(6, 1)).not.toEqual(first);
  });
});

describe('reports', () => {
  it('come once a second, idle seconds too, and the last one is cut short', async () => {
    const { clock, reports, outcome } = play({ waitMs: every(2500), stages: [stage(1, 1, 4400)] });
    await clock.pass(6000);
    expect(reports.map(({ second, samples }) => [second, samples.count])).toEqual([
      [0, 2],
      [1, 0],
      [2, 1],
      [3, 0],
      [4, 0],
    ]);
    expect(outcome().end).toMatchObject({
      reason: 'finished',
      durationMs: 4500,
      seed: 1,
      jobsLeft: ['job-1'],
      jobLife: { gauges: { accepted: 1, inFlight: 1, running: 1 } },
      endpoints: [METHODS.start, METHODS.status],
    });
  });

  it('have a busy thread’s delay in the response time, and not in the service time', async () => {
    const { clock, reports } = play();
    await clock.pass(1100);
    clock.block(400);
    await clock.pass(1500);
    const late = reports[1]?.samples;
    expect([late?.intendedUs[0], late?.sendDelayUs[0], late?.serviceUs[0]]).toEqual([
      1_200_000, 300_000, 100_000,
    ]);
  });

  it('tell how long the thread was busy, also when no user was waiting for it', async () => {
    const { clock, reports } = play({ waitMs: every(9000) });
    await clock.pass(1500);
    clock.block(300);
    await clock.pass(1000);
    expect(reports.map(({ tick }) => Math.round(tick.eventLoopLagMs))).toEqual([0, 280]);
  });

  it('that cannot be kept end the run, and nothing more is sent', async () => {
    const { clock, transport, outcome } = play({
      onSecond: () => {
        throw new Error('The disk is full.');
      },
    });
    await clock.pass(1200);
    expect(outcome().error).toEqual(new Error('The disk is full.'));
    const sent = transport.sent.length;
    await clock.pass(5000);
    expect(transport.sent).toHaveLength(sent);
    expect(clock.waiting).toBe(0);
  });
});

describe('an open load', () => {
  const constant = (ratePerSecond: number, durationMs: number): LoadPlan['load'] => ({
    model: 'open',
    arrivals: 'constant',
    stages: [{ ratePerSecond, durationMs }],
    maxInFlight: 3,
    overload: 'drop',
  });

  // The first call makes the job that the others ask about; the load begins with its answer.
  it('sends when requests are due, and drops those beyond what may be in flight', async () => {
    const { clock, transport, reports, outcome } = play({
      load: constant(10, 1000),
      delayMs: 350,
    });
    await clock.pass(3000);
    expect(sendTimes(transport.sent)).toEqual([0, 350, 450, 550, 750, 850, 950, 1150, 1250]);
    const dropped = reports.flatMap(({ windows }) => windows.map(({ counts }) => counts.dropped));
    expect(dropped.reduce((sum, count) => sum + count, 0)).toBe(2);
    expect(outcome().end).toMatchObject({ reason: 'finished', durationMs: 1350 });
  });

  it('measures from when a request was due, also when the thread was too busy to send it', async () => {
    const { clock, transport, reports } = play({ load: constant(10, 1000), delayMs: 50 });
    await clock.pass(350);
    clock.block(125);
    await clock.pass(2000);
    expect(sendTimes(transport.sent).slice(1, 7)).toEqual([50, 150, 250, 350, 475, 550]);
    const [first] = reports;
    expect([first?.samples.intendedUs[5], first?.samples.sendDelayUs[5]]).toEqual([
      450_000, 25_000,
    ]);
  });
});

describe('changes of the load', () => {
  it('a pause stops the load’s time, and nobody asks all at once after it', async () => {
    const { clock, transport, run, outcome } = play({ stages: [stage(2, 2, 3000)] });
    await clock.pass(900);
    run.change({ kind: 'pause' });
    await clock.pass(5000);
    expect(sendTimes(transport.sent)).toEqual([0, 100, 600]);
    run.change({ kind: 'resume' });
    await clock.pass(4000);
    expect(sendTimes(transport.sent)).toEqual([0, 100, 600, 6200, 6700, 7300, 7800]);
    expect(outcome().end).toMatchObject({ reason: 'finished', durationMs: 8100 });
  });

  it('more or fewer users come and go at the plan’s rate, for the rest of the load', async () => {
    const { clock, reports, run } = play({ stages: [stage(2, 10, 6000)] });
    await clock.pass(1500);
    run.change({ kind: 'level', level: 5 });
    await clock.pass(2000);
    run.change({ kind: 'level', level: 1 });
    await clock.pass(4000);
    expect(reports.map(({ tick }) => tick.activeUsers)).toEqual([2, 5, 5, 1, 1, 1, 0]);
  });

  it('can stop a run that is paused', async () => {
    const { clock, run, outcome } = play();
    await clock.pass(500);
    run.change({ kind: 'pause' });
    run.stop('gracefully');
    await clock.pass(500);
    expect(outcome().end).toMatchObject({ reason: 'stopped', durationMs: 500 });
    expect(clock.waiting).toBe(0);
  });
});

describe('shards', () => {
  const sentBy = async (of: number, load?: LoadPlan['load']) => {
    const shards = await Promise.all(
      Array.from({ length: of }, async (_, index) => {
        const { clock, transport } = play({
          shard: { index, of },
          behaviour: 'training-api',
          stages: [stage(6, 2, 4000)],
          answer: () => resultReply({ job_id: 'job', status: 'running' }),
          load,
        });
        await clock.pass(5000);
        return transport.sent;
      }),
    );
    return shards.flat();
  };

  it('of users send together what one generator would, each user the same', async () => {
    const whole = sendTimes(await sentBy(1)).sort((a, b) => a - b);
    expect(whole.length).toBeGreaterThan(8);
    expect(sendTimes(await sentBy(3)).sort((a, b) => a - b)).toEqual(whole);
  });
});

describe('the end', () => {
  it('of the plan lets requests under way come in, and then frees everything', async () => {
    const { clock, transport, reports, outcome } = play({
      delayMs: 700,
      stages: [stage(1, 1, 500)],
    });
    await clock.pass(1300);
    expect(outcome().end).toBeUndefined();
    await clock.pass(200);
    expect(outcome().end).toMatchObject({ reason: 'finished', durationMs: 1200 });
    expect(reports.map(({ samples }) => samples.count)).toEqual([1, 1]);
    expect([transport.isClosed(), clock.waiting]).toEqual([true, 0]);
  });

  it('"gracefully" sends nothing more and waits for what is under way', async () => {
    const { clock, transport, reports, run, outcome } = play({ delayMs: 400 });
    await clock.pass(500);
    run.stop('gracefully');
    await clock.pass(1000);
    expect(transport.sent).toHaveLength(2);
    expect(reports[0]?.samples.count).toBe(2);
    expect(outcome().end).toMatchObject({ reason: 'stopped', durationMs: 500 });
  });

  it('"now" cuts off what is under way, also after a graceful stop', async () => {
    const { clock, reports, run, outcome } = play({
      delayMs: 500,
      stages: [stage(3, 100, 60_000)],
    });
    await clock.pass(600);
    run.stop('gracefully');
    await clock.pass(200);
    run.stop('now');
    run.stop('now');
    await clock.pass(1);
    expect(reports[0]?.windows.map(({ counts }) => [counts.ok, counts.aborted])).toEqual([
      [1, 0],
      [0, 3],
    ]);
    expect(outcome().end).toMatchObject({ reason: 'stopped', durationMs: 600 });
    await clock.pass(5000);
    expect(reports).toHaveLength(1);
  });

  it('can come before the load has begun', async () => {
    const { clock, transport, run, outcome } = play({ delayMs: 9000 });
    run.stop('now');
    await clock.pass(1);
    expect(transport.sent).toHaveLength(1);
    expect(outcome().end).toMatchObject({ reason: 'stopped', jobsLeft: [] });
  });
});
