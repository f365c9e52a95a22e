import { latency } from '@/lib/core/duration';
import { textOf } from '@/lib/core/number';
import { METHODS } from '@/lib/plan/intended-mix';
import type { Benchmark } from './benchmark';
import { usersPlan } from './benchmark-plans';

const CALLS = 100;

export const apiResponse: Benchmark = {
  number: 5,
  slug: 'api-response',
  title: 'API response',
  measures: `p95 of the response time of ${METHODS.status}`,
  limit: { comparison: 'at most', value: 200, unit: 'ms' },
  headline: true,
  reported: 'p95 145 ms, average 78 ms',
  plans: (quick) => [
    usersPlan('Benchmark 5: API response', {
      users: 10,
      seconds: quick ? 3 : 20,
      behaviour: 'burst',
      waitMs: { min: 50, max: 100 },
    }),
  ],
  see([run]) {
    const { requests = 0, response } = run?.measured(METHODS.status) ?? {};
    if (requests < CALLS || response?.p95Ms === undefined)
      return { missing: `Only ${requests} calls were answered; ${CALLS} are needed.` };
    const detail = `${requests} calls, average ${textOf(latency(response.meanMs))}.`;
    return { value: response.p95Ms, detail };
  },
};
