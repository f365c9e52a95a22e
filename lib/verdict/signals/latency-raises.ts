import type { EndpointSecond, Evidence } from '../evidence';
import { findRaise, type Raise } from './find-raise';

/** How an endpoint's service time left its own quiet level. */
export interface LatencyRaise extends Raise {
  metric: 'p50' | 'p95';
}

export interface EndpointRaise {
  name: string;
  /** Undefined: it stayed where it was. */
  raise?: LatencyRaise;
}

/** Half as much again is weather; four seconds of it are not. */
const P50_LIMITS = { ratio: 1.8, more: 20, seconds: 4 };
const P95_LIMITS = { ratio: 3, more: 100, seconds: 5 };
const LEAST_REQUESTS = 20;
/** A running median is over so many requests, about. */
const REQUESTS_IN_MEDIAN = 12;

/** Where one endpoint's, or all requests', service time was raised. */
export function latencyRaise(seconds: readonly EndpointSecond[]): LatencyRaise | undefined {
  const requests = seconds.reduce((sum, second) => sum + second.requests, 0);
  if (requests < LEAST_REQUESTS) return undefined;
  const width = widthFor(requests / seconds.length);
  const p50 = findRaise(
    seconds.map(({ p50Ms }) => p50Ms),
    { ...P50_LIMITS, width },
  );
  if (p50 !== undefined) return { ...p50, metric: 'p50' };
  const p95 = findRaise(
    seconds.map(({ p95Ms }) => p95Ms),
    { ...P95_LIMITS, width },
  );
  return p95 && { ...p95, metric: 'p95' };
}

/** Of each endpoint that was called often enough to tell. */
export function endpointRaises({ seconds }: Evidence): EndpointRaise[] {
  const names = new Set(seconds.flatMap(({ endpoints }) => Object.keys(endpoints)));
  return [...names].sort().flatMap((name) => {
    const own = seconds.map(({ endpoints }) => endpoints[name] ?? { requests: 0 });
    const requests = own.reduce((sum, second) => sum + second.requests, 0);
    return requests < LEAST_REQUESTS ? [] : [{ name, raise: latencyRaise(own) }];
  });
}

function widthFor(perSecond: number): number {
  const wanted = Math.ceil(REQUESTS_IN_MEDIAN / Math.max(1, perSecond));
  return Math.min(9, Math.max(3, wanted + ((wanted + 1) % 2)));
}
