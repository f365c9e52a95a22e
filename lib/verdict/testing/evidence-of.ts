import { emptyOutcomeCounts } from '@/lib/stats/outcome';
import type { EndpointSecond, Evidence, EvidenceSecond, RoleSeries } from '../evidence';

export const ENDPOINTS = ['training.cancel', 'training.get_status', 'training.start_grpo'] as const;

/** What differs in one second from a quiet one. */
export type SecondChange = Partial<Omit<EvidenceSecond, 'atMs' | 'endpoints'>> & {
  /** Service times by endpoint: p50, and the p95 at twice as much. */
  ms?: Partial<Record<(typeof ENDPOINTS)[number], number>>;
};

const QUIET_MS = 10;
const PER_ENDPOINT = 20;

/** Thirty quiet seconds of 20 users, 60 requests/s at 10 ms, and what `change` makes of each. */
export function evidenceOf(
  change: (second: number) => SecondChange = () => ({}),
  rest: Partial<Omit<Evidence, 'seconds'>> & { length?: number } = {},
): Evidence {
  const { length = 30, ...given } = rest;
  return {
    model: 'closed',
    timeoutMs: 30_000,
    errors: [],
    stalls: [],
    target: {},
    ...given,
    seconds: Array.from({ length }, (_, second) => quietSecond(second, change(second))),
  };
}

function quietSecond(second: number, { ms = {}, ...over }: SecondChange): EvidenceSecond {
  // A little scatter, the same every time: nothing real is quite flat.
  const scatter = 1 + ((second * 7) % 5) / 50;
  const times = ENDPOINTS.map((name) => (ms[name] ?? QUIET_MS) * scatter);
  const endpoints = Object.fromEntries(
    ENDPOINTS.map((name, index): [string, EndpointSecond] => [
      name,
      { requests: PER_ENDPOINT, p50Ms: times[index], p95Ms: (times[index] ?? 0) * 2 },
    ]),
  );
  const sorted = times.toSorted((a, b) => a - b);
  const requests = PER_ENDPOINT * ENDPOINTS.length;
  return {
    atMs: second * 1000,
    requests,
    p50Ms: sorted[1],
    p95Ms: (sorted[2] ?? 0) * 2,
    maxMs: (sorted[2] ?? 0) * 3,
    users: 20,
    inFlight: 2,
    queued: 0,
    counts: { ...emptyOutcomeCounts(), ok: requests },
    errors: {},
    generator: { lateP99Ms: 1, lagMs: 2, cpuShare: 0.1 },
    ...over,
    endpoints,
  };
}

/** A series with one value a second, a quarter of a second into it. */
export function seriesOf(
  metric: string,
  value: (second: number) => number,
  length = 30,
): RoleSeries {
  return {
    metric,
    points: Array.from({ length }, (_, second) => ({
      atMs: second * 1000 + 250,
      value: value(second),
    })),
  };
}

/** Whether a second is in the run's middle third. */
export function inTheMiddle(second: number): boolean {
  return second >= 10 && second < 20;
}
