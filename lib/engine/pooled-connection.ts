import type { Reply, WireRequest } from './transport/transport';

/** One connection and the one request that may be on it at a time. */
export interface PooledConnection {
  /** Whether the service still leaves it open, as far as one can know. */
  isFresh(nowMs: number): boolean;
  /** Called only while nothing is under way; `queuedMs` is how long the request waited for this. */
  send(request: WireRequest, nowMs: number, queuedMs: number | undefined): Promise<Reply>;
  /** Ends the request under way, if there is one, from our side. */
  cut(kind: 'timeout' | 'aborted'): void;
  destroy(): void;
}

/** Told by a connection: its request has its reply, or idle it was closed; it can take another if `reusable`. */
export type OnSettled<One extends PooledConnection> = (connection: One, reusable: boolean) => void;
