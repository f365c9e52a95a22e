import { RunJobs, type RunMemory } from '@/lib/engine/users/behaviour';
import { BEHAVIOUR_KINDS } from '@/lib/engine/users/behaviours';
import { JobLives } from '@/lib/engine/users/job-life/job-lives';
import type { JobLifeReport } from '@/lib/engine/users/job-life/report';
import { maskOf } from '@/lib/plan/connection';
import { behavioursOf } from '@/lib/plan/figures';
import type { LoadPlan } from '@/lib/plan/load-plan';
import { USUAL_JOBS } from '@/lib/plan/users';
import { createRandom } from '@/lib/stats/random';
import { createLoadSource } from './create-load-source';
import { createExchanges } from './exchanges';
import type { LoadChange, LoadOptions, Shard, StopMode } from './load-options';
import { Recorder } from './recorder';
import { type Clock, createSystemClock, LoadTime, watchLag, watchWork } from './timing/clock';
import { NoticeWatch } from './timing/notice-watch';
import { createTransport } from './transport/create-transport';
import { TraceContext } from './transport/trace-context';
import type { Transport } from './transport/transport';

export interface LoadEnd {
  reason: 'finished' | 'stopped';
  /** From the start until nothing more was sent, ms. */
  durationMs: number;
  seed: number;
  /** Ids of the jobs that the run has started and that are not known to have ended, at most 10,000. */
  jobsLeft: string[];
  /** Undefined for a plan of requests of its own: what they make is not known. */
  jobLife: JobLifeReport | undefined;
  /** Names of all endpoints that were called; a sample's `endpoint` is an index into them. */
  endpoints: string[];
}

/**
 * Load under way. `done` resolves when every request has ended and every second was reported; it rejects
 * when a second could not be: what `onSecond` throws ends the load.
 */
export interface LoadRun {
  stop(mode: StopMode): void;
  /** Ignored unless load is being sent, or was paused. */
  change(change: LoadChange): void;
  /** The run's time now; 0 before it has begun. */
  elapsedMs(): number;
  done: Promise<LoadEnd>;
}

type Phase = 'preparing' | 'loading' | 'paused' | 'draining' | 'ended' | 'failed';

const NEXT: Record<Phase, readonly Phase[]> = {
  preparing: ['loading', 'draining', 'failed'],
  loading: ['paused', 'draining', 'failed'],
  paused: ['loading', 'draining', 'failed'],
  draining: ['ended', 'failed'],
  ended: [],
  failed: [],
};

export interface RunLoadOptions extends LoadOptions {
  shard?: Shard;
  /** When the run's time is 0, on the clock; now, if left out. */
  startAtMs?: number;
  /** Asked once the load could begin; tells when it does, on the clock: how generators begin together. */
  whenToBegin?: () => Promise<number>;
  /** Both for tests. */
  transport?: Transport;
  clock?: Clock;
}

const INSTANT_MS = 1e-6;

/** Sends a plan's load, or a shard of it, from this thread. */
export function runLoad(options: RunLoadOptions): LoadRun {
  const { plan, target, seed, tracePrefix, shard = { index: 0, of: 1 } } = options;
  const { clock = createSystemClock() } = options;
  const transport = options.transport ?? createTransport(target, plan.timeoutMs, plan.connection);
  const startMs = options.startAtMs ?? clock.now();
  const nowMs = () => clock.now() - startMs;
  const time = new LoadTime(nowMs);
  const toRunMs = (loadMs: number) => time.toRun(loadMs);
  const memory = createMemory(shard, plan);
  const lives = plan.requests === undefined ? new JobLives() : undefined;
  const work = watchWork(clock);
  const notice = new NoticeWatch(clock);
  const recorder: Recorder = new Recorder(
    () => ({
      activeUsers: source.activeUsers,
      inFlight: exchanges.inFlight,
      queued: source.queued,
      ...work.take(),
      jobs: lives?.gauges(),
    }),
    (report) => {
      if (phase !== 'failed') options.onSecond(report);
    },
    nowMs,
    { traced: tracePrefix !== undefined, mask: maskOf(target) },
  );
  const exchanges = createExchanges({
    transport,
    recorder,
    lives,
    nowMs,
    notice,
    tracing: tracePrefix === undefined ? undefined : new TraceContext(tracePrefix, shard),
    onIdle: () => endIfDrained(),
  });
  const { source, durationMs: loadMs } = createLoadSource({
    plan,
    target,
    seed,
    shard,
    memory,
    recorder,
    toRunMs,
    nowMs: () => time.now(),
    inFlight: () => exchanges.inFlight,
    send: (call, intendedMs, queued) => exchanges.exchange(call, time.toRun(intendedMs), queued),
    busyMs: () => notice.busyMs,
    onEarlier: () => arm(),
    onFault: (error) => fail(error),
  });

  let phase: Phase = 'preparing';
  let reason: LoadEnd['reason'] = 'finished';
  /** In the load's time. */
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

  /** Sleeps until the next thing is due: a user or arrival, the end of the second, of the load. */
  function arm() {
    disarm();
    if (isOver()) return;
    const dueMs = time.isPaused ? Number.POSITIVE_INFINITY : toRunMs(source.nextAtMs);
    const otherMs = Math.min(
      recorder.secondEndsMs,
      time.isPaused ? Number.POSITIVE_INFINITY : toRunMs(loadEndsMs),
    );
    const precision = dueMs < otherMs ? 'exact' : 'coarse';
    disarm = clock.wakeAt(startMs + Math.min(dueMs, otherMs), turn, precision);
  }

  function turn() {
    if (isOver()) return;
    notice.touch();
    try {
      recorder.flushUntil(nowMs());
      if (!time.isPaused) {
        const now = time.now();
        // Late or not: what was due before the end leaves, and nothing else.
        source.turn(Math.min(now, loadEndsMs - INSTANT_MS));
        if (now >= loadEndsMs) drain(toRunMs(loadEndsMs));
      }
      arm();
      endIfDrained();
    } catch (error) {
      fail(error);
    }
    notice.touch();
  }

  function drain(atMs: number) {
    if (!enter('draining')) return;
    durationMs = atMs;
    loadEndsMs = Number.POSITIVE_INFINITY;
    source.stop(time.now());
  }

  function endIfDrained() {
    if (phase !== 'draining' || exchanges.inFlight > 0) return;
    recorder.finish(nowMs());
    enter('ended');
    resolve({
      reason,
      durationMs,
      seed,
      jobsLeft: lives?.unended() ?? [],
      jobLife: lives?.report(),
      endpoints: recorder.endpointNames,
    });
  }

  function fail(error: unknown) {
    if (!enter('failed')) return;
    source.stop(time.now());
    reject(error);
  }

  async function prepare() {
    const random = createRandom(seed);
    for (const behaviour of behavioursOf(plan)) {
      const call = BEHAVIOUR_KINDS[behaviour].prepare?.(memory, random);
      if (call !== undefined && phase === 'preparing') await exchanges.exchange(call, nowMs());
    }
    const beginMs = options.whenToBegin ? (await options.whenToBegin()) - startMs : nowMs();
    if (!enter('loading')) return;
    source.start(beginMs);
    loadEndsMs = beginMs + loadMs;
  }

  function change(wanted: LoadChange) {
    switch (wanted.kind) {
      case 'pause':
        if (enter('paused')) time.pause();
        break;
      case 'resume':
        if (phase === 'paused' && enter('loading')) time.resume();
        break;
      case 'level':
        if (phase === 'loading' || phase === 'paused')
          source.changeTo(wanted.level, time.now(), loadEndsMs);
    }
    turn();
  }

  const unwatch = watchLag(
    clock,
    (lateMs) => {
      notice.touch();
      recorder.lag(lateMs);
    },
    (dueMs) => notice.wakesAt(dueMs),
  );
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
    change,
    elapsedMs: nowMs,
    done: done.finally(() => {
      unwatch();
      work.stop();
      disarm();
      return transport.close();
    }),
  };
}

/** Call ids are the run's own: each shard has its own numbers. */
function createMemory({ index, of }: Shard, { jobs }: LoadPlan): RunMemory {
  let calls = 0;
  return {
    jobs: new RunJobs(),
    shape: jobs ?? USUAL_JOBS,
    nextCallId: () => calls++ * of + index + 1,
  };
}
