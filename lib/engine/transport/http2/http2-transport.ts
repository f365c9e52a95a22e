import { noFreeConnection } from '../connection-pool';
import { createDialler } from '../dial';
import { jsonHeadersFor, requestProblem } from '../headers';
import { BodyMemory } from '../kept-body';
import { codeOf, describeError } from '../network-error';
import type { Reply, Transport, TransportOptions, WireRequest } from '../transport';
import { WaitingRequests } from '../waiting-requests';
import { Http2Session, type Http2SessionOptions } from './http2-session';

/** What a session that is being opened is expected to take: the least that RFC 9113 recommends. */
const USUAL_STREAMS = 100;

/** HTTP/2 by node:http2, over TLS for https and with prior knowledge for http. */
export function createHttp2Transport(options: TransportOptions): Transport {
  return new Http2Transport(options);
}

/**
 * All requests share one session as its streams; when the service takes no more of them at a time,
 * further sessions are opened, as many as there may be, and then they wait.
 */
class Http2Transport implements Transport {
  /** Node gathers the frames of a turn. */
  readonly defersWrites = true;
  private readonly sessions = new Set<Http2Session>();
  private readonly waiting: WaitingRequests;
  private readonly sessionOptions: Omit<Http2SessionOptions, 'dialMs'>;
  private readonly maxSessions: number;
  private readonly keepAlive: boolean;

  constructor({
    target,
    timeoutMs,
    maxResponseBytes,
    maxHeldBytes,
    connection = {},
  }: TransportOptions) {
    const { keepAlive = true } = connection;
    const url = new URL(target.url);
    this.keepAlive = keepAlive;
    this.maxSessions = connection.maxConnections ?? (keepAlive ? 1 : Number.POSITIVE_INFINITY);
    this.waiting = new WaitingRequests(timeoutMs, () =>
      this.count('open') >= this.maxSessions
        ? noFreeConnection(this.maxSessions)
        : { kind: 'timeout' },
    );
    this.sessionOptions = {
      url,
      jsonHeaders: jsonHeadersFor(target),
      dialler: createDialler(target, connection, 'h2'),
      timeoutMs,
      memory: new BodyMemory(maxResponseBytes, maxHeldBytes),
      keepAlive,
      onChanged: () => this.serve(),
      onNotOpened: (session, error) => this.onNotOpened(session, error),
      onClosed: (session) => {
        this.sessions.delete(session);
        this.serve();
      },
    };
  }

  send(request: WireRequest): Promise<Reply> {
    const problem = requestProblem(request);
    if (problem !== undefined) return Promise.resolve(problem);
    const nowMs = performance.now();
    const session = this.sessionWithRoom();
    if (session !== undefined) return session.send(request, nowMs, nowMs);
    const reply = this.waiting.push(request, nowMs);
    this.serve(nowMs);
    return reply;
  }

  abort(): void {
    this.waiting.end({ kind: 'aborted' });
    for (const session of [...this.sessions]) session.abort();
  }

  async close(): Promise<void> {
    this.abort();
    for (const session of this.sessions) session.destroy();
    this.sessions.clear();
  }

  private serve(nowMs = performance.now()): void {
    while (this.waiting.size > 0) {
      const session = this.sessionWithRoom();
      const next = session && this.waiting.shift();
      if (next === undefined) break;
      void session?.send(next.request, next.sinceMs, nowMs).then(next.resolve);
    }
    const perSession = this.keepAlive ? USUAL_STREAMS : 1;
    let opening = this.count('opening');
    let left = this.maxSessions - opening - this.count('open');
    for (; left > 0 && opening * perSession < this.waiting.size; left--, opening++)
      this.sessions.add(new Http2Session({ ...this.sessionOptions, dialMs: nowMs }));
  }

  private onNotOpened(session: Http2Session, error: unknown): void {
    this.sessions.delete(session);
    if (error !== undefined) {
      const code = codeOf(error);
      const reply: Reply = { kind: 'network-error', code, message: describeError(error, false) };
      const others = this.count('open') + this.count('opening');
      // Whoever waits, waits for a session that may still come.
      if (others === 0) this.waiting.end(reply);
      else if (!this.keepAlive) this.waiting.shift()?.resolve(reply);
    }
    this.serve();
  }

  private sessionWithRoom(): Http2Session | undefined {
    for (const session of this.sessions) if (session.hasRoom) return session;
    return undefined;
  }

  private count(state: Http2Session['state']): number {
    let count = 0;
    for (const session of this.sessions) if (session.state === state) count += 1;
    return count;
  }
}
