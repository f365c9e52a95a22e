import type { TargetEndpoint } from '@/lib/plan/target-endpoint';

/** One request to be sent: always a POST of JSON to the transport's URL. */
export interface WireRequest {
  body: string;
}

/**
 * What became of a request. A `response` is any complete HTTP answer, whatever its status; redirects are
 * not followed. `timeout` means that no complete answer came in time. `network-error` carries the
 * system's or parser's code, such as ECONNREFUSED. `aborted` was cut off by the caller.
 */
export type Reply =
  | { kind: 'response'; status: number; body: string }
  | { kind: 'timeout' }
  | { kind: 'network-error'; code: string; message: string }
  | { kind: 'aborted' };

/**
 * Sends requests to one URL. `send` starts at once, on a connection of its own for as long as it lasts:
 * it never queues, so the time it takes is the service's. It never rejects, and settles within
 * `timeoutMs`. `abort` cuts off all that are under way; `close` also frees every connection and timer.
 */
export interface Transport {
  send(request: WireRequest): Promise<Reply>;
  abort(): void;
  close(): Promise<void>;
}

export interface TransportOptions {
  target: TargetEndpoint;
  timeoutMs: number;
  /** A longer answer is a network error. */
  maxResponseBytes: number;
}
