import { latency } from '@/lib/core/duration';
import { textOf } from '@/lib/core/number';
import type { Benchmark } from './benchmark';
import { oneGroup, usersPlan } from './benchmark-plans';

const MIN_TRAJECTORIES = 20;

export const trajectoryLatency: Benchmark = {
  number: 2,
  slug: 'trajectory-latency',
  title: 'Trajectory latency',
  measures: 'p95 of a trajectory’s time under load, against one at a time',
  limit: { comparison: 'at most', value: 2, unit: 'ratio' },
  headline: true,
  reported: '850 ms to 1,425 ms, 1.68 ×',
  plans: (quick) => [
    usersPlan('Benchmark 2: one trajectory at a time', {
      users: 1,
      seconds: quick ? 6 : 30,
      behaviour: 'job-cycle',
      waitMs: { min: 20, max: 20 },
      rest: { jobs: oneGroup(1) },
    }),
    usersPlan('Benchmark 2: trajectories under load', {
      users: 10,
      seconds: quick ? 4 : 30,
      behaviour: 'job-cycle',
      waitMs: { min: 50, max: 50 },
      rest: { jobs: oneGroup(4) },
    }),
  ],
  see([alone, loaded]) {
    const [before, under] = [alone?.job('trajectoryTime'), loaded?.job('trajectoryTime')];
    const [baseMs, underMs] = [before?.p95, under?.p95];
    if (baseMs === undefined || underMs === undefined)
      return { missing: 'No exported trajectory tells its execution_time_ms.' };
    const fewest = Math.min(before?.samples ?? 0, under?.samples ?? 0);
    if (fewest < MIN_TRAJECTORIES)
      return { missing: `Only ${fewest} trajectories were seen; ${MIN_TRAJECTORIES} are needed.` };
    const detail = `p95 ${textOf(latency(baseMs))} alone, ${textOf(latency(underMs))} under load.`;
    return { value: underMs / baseMs, detail };
  },
};
