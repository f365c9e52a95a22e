import type { LoadPlan } from '@/lib/plan/load-plan';
import type { TargetEndpoint } from '@/lib/plan/target-endpoint';
import { userRamp } from '@/lib/schedule/user-ramp';
import { createRandom } from '@/lib/stats/random';
import type { SecondReport } from '@/lib/stats/second-report';
import type { RunMemory } from '@/lib/training/behaviour';
import { BEHAVIOUR_KINDS } from '@/lib/training/behaviours';
import { RunJobs } from '@/lib/training/job-memory';
import { type Clock, systemClock } from './clock';
import { createTransport } from './create-transport';
import { createExchanges } from './exchange-calls';
import { Recorder } from './recorder';
import type { Transport } from './transport';
import { VirtualUsers } from './virtual-users';
import { watchLag } from './watch-lag';

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
  seed: number;
  /** Ids of the jobs that the run has started, the first 10,000. */
  jobsCreated: string[];
  /** Names of all endpoints that were called; a sample's `endpoint` is an index into them. */
  endpoints: string[];
}

/**
 * Load under way. `done` resolves when every request has ended and every second was reported; it rejects
 * when a second could not be: what `onSecond` throws ends the load.
 */
export interface LoadRun {
  stop(mode: StopMode): void;
  done: Promise<LoadEnd>;
}

type Phase = 'preparing' | 'loading' | 'draining' | 'ended' | 'failed';

const NEXT: Record<Phase, readonly Phase[]> = {
  preparing: ['loading', 'draining', 'failed'],
  loading: ['draining', 'failed'],
  draining: ['ended', 'failed'],
  ended: [],
  failed: [],
};

/** Sends a plan's load from this thread. `transport` and `clock` are for tests. */
export function runLoad(options: LoadOptions & { transport?: Transport; clock?: Clock }): LoadRun {
  const { plan, target, seed, clock = systemClock } = options;
  const transport = options.transport ?? createTransport(target, plan.timeoutMs);
  const startMs = clock.now();
  const nowMs = () => clock.now() - startMs;
  const memory = createMemory();
  const ramp = userRamp(plan.load.stages);
  const recorder: Recorder = new Recorder(
    () => ({ activeUsers: users.activeUsers, inFlight: exchanges.inFlight }),
    (report) => {
      if (phase !== 'failed') options.onSecond(report);
    },
  );
  const exchanges = createExchanges({ transport, recorder, nowMs, onIdle: () => endIfDrained() });
  const users: VirtualUsers = new VirtualUsers({
    ...{ plan, seed, ramp, memory, exchanges, recorder, nowMs },
    onEarlier: () => arm(),
    onFault: (error) => fail(error),
  });

  let phase: Phase = 'preparing';
  let reason: LoadEnd['reason'] = 'finished';
  let loadEndsMs = Number.POSITIVE_INFINITY;
  let durationMs = 0;
  let disarm = () => {};
  let resolve: (end: LoadEnd) => void = () => {};
  let reject: (error: unknown) => void = () => {};
  const done = new Promise<LoadEnd>((...settle) => {
    [resolve, reject] = settle;
  });

  function enter(next: Phase): boolean {
    if (!NEXT[phase].includes(next)) return false;
    phase = next;
    return true;
  }

  const isOver = () => NEXT[phase].length === 0;

  /** Sleeps until the next thing is due: a user, the end of the second, the end of the load. */
  function arm() {
    disarm();
    if (isOver()) return;
    const wakeMs = Math.min(users.nextAtMs, recorder.secondEndsMs, loadEndsMs);
    disarm = clock.wakeAt(startMs + wakeMs, () => {
      recorder.lag(Math.max(0, nowMs() - wakeMs));
      turn();
    });
  }

  function turn() {
    if (isOver()) return;
    try {
      const now = nowMs();
      recorder.flushUntil(now);
      if (now >= loadEndsMs) drain(loadEndsMs);
      users.turn(now);
      arm();
      endIfDrained();
    } catch (error) {
      fail(error);
    }
  }

  function drain(atMs: number) {
    if (!enter('draining')) return;
    durationMs = atMs;
    loadEndsMs = Number.POSITIVE_INFINITY;
    users.stop();
  }

  function endIfDrained() {
    if (phase !== 'draining' || exchanges.inFlight > 0) return;
    recorder.finish(nowMs());
    enter('ended');
    const { created: jobsCreated } = memory.jobs;
    resolve({ reason, durationMs, seed, jobsCreated, endpoints: recorder.endpointNames });
  }

  function fail(error: unknown) {
    if (!enter('failed')) return;
    users.stop();
    reject(error);
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

  const unwatch = watchLag(clock, (lateMs) => recorder.lag(lateMs));
  arm();
  prepare().then(turn, fail);
  return {
    stop(mode) {
      if (isOver()) return;
      if (phase !== 'draining') reason = 'stopped';
      drain(nowMs());
      if (mode === 'now') transport.abort();
      arm();
      // After the replies of what was cut off.
      setImmediate(turn);
    },
    done: done.finally(() => {
      unwatch();
      disarm();
      return transport.close();
    }),
  };
}

function createMemory(): RunMemory {
  let callId = 0;
  return { jobs: new RunJobs(), nextCallId: () => ++callId };
}
