import type { SecondReport } from '@/lib/stats/second-report';
import type { LoadEnd, StopMode } from './run-load';

export interface ToThread {
  type: 'stop';
  mode: StopMode;
}

export type FromThread = { type: 'second'; report: SecondReport } | { type: 'end'; end: LoadEnd };
