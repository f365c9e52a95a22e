import { Fifo } from './fifo';
import type { OnSettled, PooledConnection } from './pooled-connection';
import { requestProblem } from './request-problem';
import type { Reply, Transport, WireRequest } from './transport';

interface Waiting {
  request: WireRequest;
  sinceMs: number;
  resolve: (reply: Reply) => void;
}

export interface PoolOptions<One extends PooledConnection> {
  connect: (onSettled: OnSettled<One>) => One;
  maxConnections: number | undefined;
}

/**
 * One request at a time on each connection. A request takes the connection that was idle for the shortest
 * time, or opens one, or, where there may be no more, waits its turn.
 */
export class ConnectionPool<One extends PooledConnection> implements Transport {
  private readonly open = new Set<One>();
  private readonly idle: One[] = [];
  private readonly waiting = new Fifo<Waiting>();
  private readonly maxConnections: number;

  constructor(private readonly options: PoolOptions<One>) {
    this.maxConnections = options.maxConnections ?? Number.POSITIVE_INFINITY;
  }

  send(request: WireRequest): Promise<Reply> {
    const problem = requestProblem(request);
    if (problem !== undefined) return Promise.resolve(problem);
    const nowMs = performance.now();
    const connection = this.takeIdle(nowMs) ?? this.connect();
    if (connection !== undefined) return connection.send(request, nowMs, undefined);
    return new Promise((resolve) => {
      this.waiting.push({ request, sinceMs: nowMs, resolve });
    });
  }

  abort(): void {
    for (let next = this.waiting.shift(); next !== undefined; next = this.waiting.shift())
      next.resolve({ kind: 'aborted', queuedMs: performance.now() - next.sinceMs });
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
