import { definePlan } from '@/lib/plan/load-plan';

const MINUTE_MS = 60_000;
const rates = [10, 20, 40, 80];

export default definePlan({
  name: 'Doubling',
  load: {
    model: 'open',
    arrivals: 'poisson',
    stages: rates.map((ratePerSecond) => ({ durationMs: 2 * MINUTE_MS, ratePerSecond })),
  },
});
