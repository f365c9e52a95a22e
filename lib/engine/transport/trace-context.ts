import type { Shard } from '../load-options';
import type { WireRequest } from './transport';

/** In place of the trace of a request that had none. */
export const NO_TRACE = 0;
const SAMPLED = '01';

/** A request as it leaves, and the number from which its trace id is made; NO_TRACE: it has its own. */
export interface StampedRequest {
  request: WireRequest;
  trace: number;
}

/**
 * Gives every request a trace of its own by the header `traceparent` (W3C Trace Context, level 1), sampled, so that
 * the service's spans belong to it. Numbers are the run's: no two of its generators give the same.
 */
export class TraceContext {
  private requests = 0;

  /** `prefix`: the run's half of its trace ids, 16 hex digits, not all of them 0. */
  constructor(
    private readonly prefix: string,
    private readonly shard: Shard,
  ) {}

  stamp(call: WireRequest): StampedRequest {
    const { method, path, headers, body, readsBody } = call;
    // Who writes the header into a plan knows why.
    if (headers !== undefined && 'traceparent' in headers)
      return { request: call, trace: NO_TRACE };
    const { prefix, shard } = this;
    const trace = this.requests++ * shard.of + shard.index + 1;
    const traceparent = traceparentOf(prefix, trace);
    return { request: { method, path, headers, body, readsBody, traceparent }, trace };
  }
}

/** 32 hex digits: the run's half and the request's. `trace` is above 0. */
export function traceIdOf(prefix: string, trace: number): string {
  return prefix + requestHalf(prefix, trace);
}

/** The header's value; there is no span above the request's own, so its half names that too. */
export function traceparentOf(prefix: string, trace: number): string {
  const half = requestHalf(prefix, trace);
  return `00-${prefix}${half}-${half}-${SAMPLED}`;
}

/**
 * Looks random, for services sample by these digits, and is another for each of 2^32 numbers: both parts are
 * one-to-one, and never both 0, which the standard forbids.
 */
function requestHalf(prefix: string, trace: number): string {
  const keyed = trace ^ Number.parseInt(prefix.slice(8), 16);
  return hex(mixed(keyed)) + hex(mixed(keyed + 0x9e3779b9));
}

/** MurmurHash3's finalizer: one-to-one on 32 bits. */
function mixed(value: number): number {
  let bits = value | 0;
  bits = Math.imul(bits ^ (bits >>> 16), 0x85ebca6b);
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35);
  return (bits ^ (bits >>> 16)) >>> 0;
}

function hex(value: number): string {
  return value.toString(16).padStart(8, '0');
}
