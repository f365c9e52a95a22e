import type { SecondReport } from '@/lib/stats/windows';
import type { LoadChange, LoadEnd, LoadOptions, Shard, StopMode } from './run-load';

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
