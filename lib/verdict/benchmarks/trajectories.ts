import { latency } from '@/lib/core/duration';
import { count, textOf } from '@/lib/core/number';
import { seriesStatistic } from '../series-statistic';
import { type Benchmark, boundsOf } from './benchmark';
import { LONG_JOB, oneGroup, usersPlan } from './benchmark-plans';

const MIN_TRAJECTORIES = 20;

export const trajectoryLatency: Benchmark = {
  number: 2,
  slug: 'trajectory-latency',
  title: 'Trajectory latency',
  measures: 'p95 trajectory time under load, relative to one at a time',
  limit: { comparison: 'at most', value: 2, unit: 'ratio' },
  headline: true,
  reported: '850 ms to 1,425 ms, 1.68 ×',
  plans: (quick) => [
    usersPlan('Benchmark 2: one trajectory at a time', {
      users: 1,
      seconds: quick ? 9 : 30,
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
      return { missing: 'No exported trajectory has an execution_time_ms.' };
    const fewest = Math.min(before?.samples ?? 0, under?.samples ?? 0);
    if (fewest < MIN_TRAJECTORIES)
      return {
        missing: `Only ${fewest} trajectories were measured; ${MIN_TRAJECTORIES} are needed.`,
      };
    const detail = `p95 ${textOf(latency(baseMs))} one at a time, ${textOf(latency(underMs))} under load.`;
    return { value: underMs / baseMs, detail };
  },
};

const BATCHES = { full: 50, quick: 20 };

export const batchThroughput: Benchmark = {
  number: 3,
  slug: 'batch-throughput',
  title: 'Batch throughput',
  measures: 'p95 time of a batch of 8 parallel trajectories',
  limit: { comparison: 'at most', value: 30_000, unit: 'ms' },
  headline: true,
  reported: 'p95 18.2 s, average 14.5 s',
  plans: (quick) => [
    usersPlan('Benchmark 3: batch throughput', {
      users: 5,
      seconds: quick ? 10 : 1500,
      behaviour: 'job-cycle',
      waitMs: { min: 50, max: 100 },
      rest: { jobs: oneGroup(8), stopAfter: { jobsEnded: quick ? BATCHES.quick : BATCHES.full } },
    }),
  ],
  see([run]) {
    const time = run?.job('timeToFinish');
    if (time?.p95 === undefined) return { missing: 'No batch finished.' };
    const detail = `${time.samples} batches, average ${textOf(latency(time.mean))}.`;
    return { value: time.p95, bounds: boundsOf(time.p95, time.bound?.p95), detail };
  },
};

const WRITTEN = 'training_trajectories_written_total';

/** Many trajectories: for what is written, and for what that costs. */
const trajectoriesPlan = (quick: boolean) =>
  usersPlan('Benchmarks 4 and 6: many trajectories', {
    users: 10,
    seconds: quick ? 8 : 30,
    behaviour: 'job-cycle',
    waitMs: { min: 500, max: 1000 },
    rest: { jobs: LONG_JOB },
  });

export const databaseWrites: Benchmark = {
  number: 4,
  slug: 'database-writes',
  title: 'Database writes',
  measures: 'Trajectories persisted per second',
  limit: { comparison: 'at least', value: 100, unit: 'per second' },
  headline: true,
  reported: '285/s',
  plans: (quick) => [trajectoriesPlan(quick)],
  see([run]) {
    const value = seriesStatistic(
      run?.target(WRITTEN) ?? [],
      { name: WRITTEN, labels: {} },
      'mean',
    );
    return value === undefined
      ? { missing: `The target does not expose the metric ${WRITTEN}.` }
      : { value };
  },
};

const RSS = 'process_resident_memory_bytes';
const TRAJECTORIES = 1000;

export const memory: Benchmark = {
  number: 6,
  slug: 'memory',
  title: 'Memory',
  measures: `Growth of resident memory over ${count(TRAJECTORIES)} trajectories`,
  limit: { comparison: 'at most', value: 500_000_000, unit: 'bytes' },
  headline: false,
  reported: '373 MB',
  plans: (quick) => [trajectoriesPlan(quick)],
  see([run]) {
    const [rss] = run?.target(RSS) ?? [];
    const [written] = run?.target(WRITTEN) ?? [];
    const missing = [...(rss ? [] : [RSS]), ...(written ? [] : [WRITTEN])];
    if (rss === undefined || written === undefined)
      return { missing: `The target does not expose the metric ${missing.join(' and ')}.` };
    const [before = 0] = written.values;
    const done = written.values.findIndex((value) => value - before >= TRAJECTORIES);
    if (done < 0) {
      const made = (written.values.at(-1) ?? 0) - before;
      return {
        missing: `Only ${count(made)} of ${count(TRAJECTORIES)} trajectories were completed.`,
      };
    }
    const untilMs = written.atMs[done] ?? 0;
    const values = rss.values.filter((_, index) => (rss.atMs[index] ?? 0) <= untilMs);
    return { value: Math.max(0, Math.max(...values) - (values[0] ?? 0)) };
  },
};
