import { seriesStatistic } from '../series-statistic';
import type { Benchmark } from './benchmark';
import { LONG_JOB, usersPlan } from './benchmark-plans';

const WRITTEN = 'training_trajectories_written_total';

/** Many trajectories: for what is written, and for what that costs. */
export const trajectoriesPlan = (quick: boolean) =>
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
      ? { missing: `The target’s metrics do not tell ${WRITTEN}.` }
      : { value };
  },
};
