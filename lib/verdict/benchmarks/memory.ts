import { count } from '@/lib/format/number';
import type { Benchmark } from './benchmark';
import { trajectoriesPlan } from './database-writes';

const RSS = 'process_resident_memory_bytes';
const WRITTEN = 'training_trajectories_written_total';
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
      return { missing: `The target’s metrics do not tell ${missing.join(' and ')}.` };
    const [before = 0] = written.values;
    const done = written.values.findIndex((value) => value - before >= TRAJECTORIES);
    if (done < 0) {
      const made = (written.values.at(-1) ?? 0) - before;
      return { missing: `Only ${count(made)} of ${count(TRAJECTORIES)} trajectories were made.` };
    }
    const untilMs = written.atMs[done] ?? 0;
    const values = rss.values.filter((_, index) => (rss.atMs[index] ?? 0) <= untilMs);
    return { value: Math.max(0, Math.max(...values) - (values[0] ?? 0)) };
  },
};
