import { latency } from '@/lib/core/duration';
import { textOf } from '@/lib/core/number';
import { METHODS } from '@/lib/plan/intended-mix';
import type { Benchmark } from './benchmark';
import { SMALL_JOB } from './benchmark-plans';
import { p95OfSeconds } from './p95-of-seconds';

const RATE = 50;
const STARTS = 200;
// Of so many seconds a p95 is taken: 150 requests.
const GROUP_SECONDS = 3;
const WITHIN = 1.1;
// Ten per cent of two milliseconds is nothing that could be told from noise.
const AT_LEAST_MS = 5;
const BEFORE_SECONDS = { full: 20, quick: 5 };

export const recovery: Benchmark = {
  number: 11,
  slug: 'recovery',
  title: 'Recovery',
  measures: `Time until p95 is back within 10 % of before, after ${STARTS} starts at once`,
  limit: { comparison: 'at most', value: 30_000, unit: 'ms' },
  headline: false,
  plans: (quick) => [
    {
      name: 'Benchmark 11: recovery',
      load: {
        model: 'open',
        arrivals: 'constant',
        stages: [
          {
            ratePerSecond: RATE,
            durationMs: (quick ? BEFORE_SECONDS.quick : BEFORE_SECONDS.full) * 1000,
          },
          {
            ratePerSecond: STARTS * 10,
            durationMs: 100,
            users: [{ behaviour: 'start', weight: 1 }],
          },
          { ratePerSecond: RATE, durationMs: quick ? 8000 : 45_000 },
        ],
        maxInFlight: 2000,
        overload: 'queue',
      },
      users: [{ behaviour: 'burst', weight: 1 }],
      jobs: SMALL_JOB,
      cleanUp: 'always',
    },
  ],
  see([run]) {
    const seconds = run?.seconds(METHODS.status) ?? [];
    const starts = run?.seconds(METHODS.start) ?? [];
    // The first start is the one that the others ask about.
    const spikeAt = starts.findIndex(({ requests }) => requests > 1);
    if (spikeAt < GROUP_SECONDS) return { missing: 'No spike was seen after a calm beginning.' };
    const beforeMs = p95OfSeconds(seconds.slice(1, spikeAt));
    if (beforeMs === undefined) return { missing: 'Nothing was answered before the spike.' };
    const limitMs = Math.max(beforeMs * WITHIN, beforeMs + AT_LEAST_MS);
    const detail = `p95 ${textOf(latency(beforeMs))} before the spike.`;
    for (let at = spikeAt; at + GROUP_SECONDS <= seconds.length; at++) {
      const p95Ms = p95OfSeconds(seconds.slice(at, at + GROUP_SECONDS));
      if (p95Ms !== undefined && p95Ms <= limitMs) return { value: (at - spikeAt) * 1000, detail };
    }
    const watched = (seconds.length - spikeAt) * 1000;
    return { value: watched, broken: 'p95 did not come back while it was watched.', detail };
  },
};
