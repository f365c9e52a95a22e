import type { LoadPlan } from '@/lib/plan/load-plan';
import type { TargetEndpoint } from '@/lib/plan/target-endpoint';
import { userRamp } from '@/lib/schedule/user-ramp';
import { createRandom } from '@/lib/stats/random';
import type { SecondReport } from '@/lib/stats/second-report';
import type { RunMemory } from '@/lib/training/behaviour';
import { BEHAVIOUR_KINDS } from '@/lib/training/behaviours';
import { RunJobs } from '@/lib/training/job-memory';
import { type Clock, systemClock } from './clock';
import { createExchanges } from './exchange-calls';
import { Recorder } from './recorder';
import type { Transport } from './transport';
import { createUndiciTransport } from './undici-transport';
import { VirtualUsers } from './virtual-users';

export interface LoadOptions {
  plan: LoadPlan;
  target: TargetEndpoint;
  seed: number;
  /** Every second of the run, in order, once it is over. */
  onSecond: (report: SecondReport) => void;
}

export type StopMode = 'now' | 'gracefully';

export interface LoadEnd {
  reason: 'finished' | 'stopped';
  /** From the start until nothing more was sent, ms. */
  durationMs: number;
  /** Ids of the jobs that the run has started, the first 10,000. */
  jobsCreated: string[];
}

/** Load under way. `done` settles when every request has ended and every second was reported. */
export interface LoadRun {
  stop(mode: StopMode): void;
  done: Promise<LoadEnd>;
}

type Phase = 'preparing' | 'loading' | 'draining' | 'ended';

const NEXT: Record<Phase, readonly Phase[]> = {
  preparing: ['loading', 'draining'],
  loading: ['draining'],
  draining: ['ended'],
  ended: [],
};

/** Sends a plan's load from this thread. `transport` and `clock` are for tests. */
export function runLoad(options: LoadOptions & { transport?: Transport; clock?: Clock }): LoadRun {
  const { plan, target, seed, clock = systemClock } = options;
  const transport =
    options.transport ?? createUndiciTransport({ target, timeoutMs: plan.timeoutMs });
  const startMs = clock.now();
  const nowMs = () => clock.now() - startMs;
  const memory = createMemory();
  const ramp = userRamp(plan.load.stages);
  const recorder: Recorder = new Recorder(
    () => ({ activeUsers: users.activeUsers, inFlight: exchanges.inFlight }),
    options.onSecond,
  );
  const exchanges = createExchanges({
    transport,
    recorder,
    nowMs,
    onIdle: () => endIfDrained(),
  });
  const users: VirtualUsers = new VirtualUsers({
    plan,
    seed,
    ramp,
    memory,
    exchanges,
    recorder,
    nowMs,
    onEarlier: () => arm(),
  });

  let phase: Phase = 'preparing';
  let reason: LoadEnd['reason'] = 'finished';
  let loadEndsMs = Number.POSITIVE_INFINITY;
  let durationMs = 0;
  let disarm = () => {};
  let settle: (end: LoadEnd) => void = () => {};
  let fail: (error: unknown) => void = () => {};
  const done = new Promise<LoadEnd>((resolve, reject) => {
    settle = resolve;
    fail = reject;
  });

  function enter(next: Phase): boolean {
    if (!NEXT[phase].includes(next)) return false;
    phase = next;
    return true;
  }

  /** Sleeps until the next thing is due: a user, the end of the second, the end of the load. */
  function arm() {
    disarm();
    if (phase === 'ended') return;
    const wakeMs = Math.min(
      users.nextAtMs ?? Number.POSITIVE_INFINITY,
      recorder.secondEndsMs,
      phase === 'draining' ? Number.POSITIVE_INFINITY : loadEndsMs,
    );
    disarm = clock.wakeAt(startMs + wakeMs, () => {
      recorder.lag(Math.max(0, nowMs() - wakeMs));
      turn();
    });
  }

  function turn() {
    try {
      const now = nowMs();
      recorder.flushUntil(now);
      if (now >= loadEndsMs) drain(loadEndsMs);
      users.turn(now);
      arm();
      endIfDrained();
    } catch (error) {
      disarm();
      fail(error);
    }
  }

  function drain(atMs: number) {
    if (!enter('draining')) return;
    durationMs = atMs;
    users.stop();
  }

  function endIfDrained() {
    if (phase !== 'draining' || exchanges.inFlight > 0 || !enter('ended')) return;
    disarm();
    recorder.finish(nowMs());
    settle({ reason, durationMs, jobsCreated: memory.jobs.created });
  }

  async function prepare() {
    const random = createRandom(seed);
    const kinds = new Set(plan.users.map((user) => BEHAVIOUR_KINDS[user.behaviour]));
    for (const kind of kinds) {
      const call = kind.prepare?.(memory, random);
      if (call !== undefined && phase === 'preparing') await exchanges.exchange(call, nowMs());
    }
    if (!enter('loading')) return;
    users.start(nowMs());
    loadEndsMs = nowMs() + ramp.durationMs;
  }

  arm();
  prepare().then(turn, fail);
  return {
    stop(mode) {
      if (phase === 'ended') return;
      if (phase !== 'draining') reason = 'stopped';
      drain(nowMs());
      if (mode === 'now') transport.abort();
      arm();
      // After the replies of what was cut off.
      setImmediate(turn);
    },
    done: done.finally(() => transport.close()),
  };
}

function createMemory(): RunMemory {
  let callId = 0;
  return { jobs: new RunJobs(), nextCallId: () => ++callId };
}
