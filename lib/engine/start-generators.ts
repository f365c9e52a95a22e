import { setFlagsFromString } from 'node:v8';
import { Worker } from 'node:worker_threads';
import { mergeJobLifeReports } from '@/lib/engine/users/job-life/report';
import type { SecondReport } from '@/lib/stats/windows';
import type { LoadChange, LoadOptions, Shard, StopMode } from './load-options';
import { SecondMerger } from './merge-seconds';
import type { LoadEnd, LoadRun } from './run-load';
import { type ThreadWatchdog, watchThread } from './thread-watchdog';
import { createSystemClock } from './timing/clock';

// Where memory is plenty V8 lets a thread's old objects come to hundreds of megabytes before it first looks.
setFlagsFromString('--initial-old-space-size=32');

const THREAD = new URL('./generator-thread.mjs', import.meta.url);
// All threads hear of an instant before it comes.
const NOTICE_MS = 5;

/**
 * `runLoad` in threads of their own, where nothing else can delay it: as many as the plan has
 * generators, each with its share of users or arrivals, all with one clock and one beginning. Their
 * seconds come merged. A crash in one of them ends all, and rejects `done`.
 */
export function startGenerators({ onSecond, ...load }: LoadOptions): LoadRun {
  const clock = createSystemClock();
  const count = load.plan.generators ?? 1;
  const merger = new SecondMerger(count);
  const ends: LoadEnd[] = [];
  const held: ToThread[] = [];
  const dogs: ThreadWatchdog[] = [];
  let startAtMs: number | undefined;
  let up = 0;
  let ready = 0;

  const threads = Array.from({ length: count }, (_, index) => {
    const workerData: ThreadTask = { ...load, shard: { index, of: count } };
    return new Worker(THREAD, { workerData, execArgv: [] });
  });
  const tellAll = (message: ToThread) => {
    for (const thread of threads) thread.postMessage(message);
  };
  const start = () => {
    startAtMs = clock.now() + NOTICE_MS;
    tellAll({ type: 'start', startAtMs });
    for (const message of held) tellAll(message);
  };
  const tellOnceStarted = (message: ToThread) => {
    if (startAtMs === undefined) held.push(message);
    else tellAll(message);
  };

  const done = new Promise<LoadEnd>((resolve, reject) => {
    const fail = (error: unknown) => {
      reject(error);
      for (const dog of dogs) dog.end();
      for (const thread of threads) void thread.terminate();
    };
    for (const _ of threads)
      dogs.push(
        watchThread((ms) =>
          fail(
            new Error(
              `The load generator said nothing for ${Math.round(ms / 1000)} s and was terminated`,
            ),
          ),
        ),
      );
    const hear = (index: number, message: FromThread) => {
      dogs[index]?.heard();
      switch (message.type) {
        case 'up':
          if (++up === count) start();
          return;
        case 'ready':
          if (++ready === count) tellAll({ type: 'begin', beginAtMs: clock.now() + NOTICE_MS });
          return;
        case 'second':
          for (const report of merger.add(index, message.report)) onSecond(report);
          return;
        case 'end':
          dogs[index]?.end();
          for (const report of merger.end(index)) onSecond(report);
          ends.push(message.end);
          if (ends.length === count) resolve(endOf(ends, merger.endpointNames));
      }
    };
    for (const [index, thread] of threads.entries()) {
      thread.on('message', (message: FromThread) => {
        try {
          hear(index, message);
        } catch (error) {
          fail(error);
        }
      });
      thread.on('error', fail);
      thread.on('exit', (code) => {
        if (code !== 0)
          fail(new Error(`The load generator exited unexpectedly (exit code ${code}).`));
      });
    }
  });
  return {
    stop(mode: StopMode) {
      if (mode === 'now') for (const dog of dogs) dog.stopping();
      tellOnceStarted({ type: 'stop', mode });
    },
    change: (change: LoadChange) => tellOnceStarted({ type: 'change', change }),
    elapsedMs: () => (startAtMs === undefined ? 0 : Math.max(0, clock.now() - startAtMs)),
    done,
  };
}

function endOf(ends: LoadEnd[], endpoints: string[]): LoadEnd {
  return {
    reason: ends.some((end) => end.reason === 'stopped') ? 'stopped' : 'finished',
    durationMs: Math.max(...ends.map((end) => end.durationMs)),
    seed: ends[0]?.seed ?? 0,
    jobsLeft: ends.flatMap((end) => end.jobsLeft),
    jobLife: mergeJobLifeReports(ends.flatMap((end) => end.jobLife ?? [])),
    endpoints,
  };
}

/** What a generator's thread is started with. */
export type ThreadTask = Omit<LoadOptions, 'onSecond'> & { shard: Shard };

/** `start` comes first and once; `begin` answers `ready`. Times are the system clock's. */
export type ToThread =
  | { type: 'start'; startAtMs: number }
  | { type: 'begin'; beginAtMs: number }
  | { type: 'stop'; mode: StopMode }
  | { type: 'change'; change: LoadChange };

/** `up`: can be told to start. `ready`: the load could begin. */
export type FromThread =
  | { type: 'up' }
  | { type: 'ready' }
  | { type: 'second'; report: SecondReport }
  | { type: 'end'; end: LoadEnd };
