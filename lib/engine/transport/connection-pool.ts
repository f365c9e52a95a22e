import { requestProblem } from './headers';
import type { Reply, Transport, WireRequest } from './transport';
import { WaitingRequests } from './waiting-requests';

export interface PoolOptions<One extends PooledConnection> {
  connect: (onSettled: OnSettled<One>) => One;
  maxConnections: number | undefined;
  /** How long a request may wait for a connection. */
  timeoutMs: number;
}

/**
 * One request at a time on each connection. A request takes the connection that was idle for the shortest
 * time, or opens one, or, where there may be no more, waits its turn.
 */
export class ConnectionPool<One extends PooledConnection> implements Transport {
  private readonly open = new Set<One>();
  private readonly idle: One[] = [];
  private readonly waiting: WaitingRequests;
  private readonly maxConnections: number;

  constructor(private readonly options: PoolOptions<One>) {
    this.maxConnections = options.maxConnections ?? Number.POSITIVE_INFINITY;
    this.waiting = new WaitingRequests(options.timeoutMs, () =>
      noFreeConnection(this.maxConnections),
    );
  }

  send(request: WireRequest): Promise<Reply> {
    const problem = requestProblem(request);
    if (problem !== undefined) return Promise.resolve(problem);
    const nowMs = performance.now();
    const connection = this.takeIdle(nowMs) ?? this.connect();
    return connection === undefined
      ? this.waiting.push(request, nowMs)
      : connection.send(request, nowMs, undefined);
  }

  abort(): void {
    this.waiting.end({ kind: 'aborted' });
    for (const connection of [...this.open]) connection.cut('aborted');
  }

  async close(): Promise<void> {
    this.abort();
    this.idle.length = 0;
    for (const connection of [...this.open]) this.drop(connection);
  }

  private connect(): One | undefined {
    if (this.open.size >= this.maxConnections) return undefined;
    const connection = this.options.connect(this.onSettled);
    this.open.add(connection);
    return connection;
  }

  private takeIdle(nowMs: number): One | undefined {
    for (let one = this.idle.pop(); one !== undefined; one = this.idle.pop()) {
      if (one.isFresh(nowMs)) return one;
      this.drop(one);
    }
    return undefined;
  }

  private readonly onSettled: OnSettled<One> = (connection, reusable) => {
    if (reusable) this.idle.push(connection);
    else this.drop(connection);
    if (this.waiting.size > 0) this.serveNext();
  };

  private serveNext(): void {
    const nowMs = performance.now();
    const connection = this.takeIdle(nowMs) ?? this.connect();
    const next = connection && this.waiting.shift();
    if (next === undefined) return;
    void connection?.send(next.request, nowMs, nowMs - next.sinceMs).then(next.resolve);
  }

  private drop(connection: One): void {
    if (this.open.delete(connection)) connection.destroy();
  }
}

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

/** The reply to a request that was never sent, because every connection there may be was taken. */
export function noFreeConnection(maxConnections: number): Reply {
  const message = `no free connection before the timeout (the plan allows ${maxConnections})`;
  return { kind: 'network-error', code: 'NO_FREE_CONNECTION', message };
}
