import { type ClientHttp2Session, type ClientHttp2Stream, connect } from 'node:http2';
import type { Socket } from 'node:net';
import { TLSSocket } from 'node:tls';
import type { DialListener, Dialled, Dialler } from '../dial';
import { allHeaders } from '../headers';
import type { BodyMemory } from '../kept-body';
import { codeOf } from '../network-error';
import type { Phases, Reply, WireRequest } from '../transport';
import { Http2Exchange, Http2Failure, http2ErrorName } from './http2-exchange';

export interface Http2SessionOptions {
  url: URL;
  jsonHeaders: Record<string, string>;
  dialler: Dialler;
  timeoutMs: number;
  memory: BodyMemory;
  /** Whether it may be used for more than one request. */
  keepAlive: boolean;
  /** When it became necessary, by performance.now(). */
  dialMs: number;
  /** It has become open, has room again, or takes no more: its `state` and `hasRoom` tell. */
  onChanged: () => void;
  /** It could not be opened; `error` is undefined if that took longer than a request may. */
  onNotOpened: (session: Http2Session, error: unknown) => void;
  onClosed: (session: Http2Session) => void;
}

/** A draining session ends the requests it has, and takes no more. */
type State = 'opening' | 'open' | 'draining' | 'closed';

// A window smaller than the answers makes the service wait for us: what is measured would be ours.
const STREAM_WINDOW_BYTES = 1024 * 1024;
const SESSION_WINDOW_BYTES = 64 * 1024 * 1024;
const SESSION_MEMORY_MB = 1024;

const CLOSED = Object.assign(new Error('closed'), { code: 'CONNECTION_CLOSED' });

/** How long a service may take to close its side of a session that has ended. */
const LINGER_MS = 1000;
const NO_COMMON_PROTOCOL = 'ERR_SSL_TLSV1_ALERT_NO_APPLICATION_PROTOCOL';

/** One HTTP/2 connection and the streams on it. It is open once the service has said how many it takes. */
export class Http2Session implements DialListener {
  state: State = 'opening';
  private readonly stopDialling: () => void;
  private readonly openTimer: NodeJS.Timeout;
  private readonly exchanges = new Set<Http2Exchange>();
  private socket: Socket | undefined;
  private session: ClientHttp2Session | undefined;
  private opening: Pick<Phases, 'connectMs' | 'tlsMs'> = {};
  private openedMs = 0;
  private maxStreams = 0;
  private used = false;
  private goneAway: Http2Failure | undefined;
  /** Streams after it have been refused. */
  private lastStream = Number.POSITIVE_INFINITY;
  private endedBy: unknown;

  constructor(private readonly options: Http2SessionOptions) {
    this.openTimer = setTimeout(() => this.end(undefined), options.timeoutMs);
    this.stopDialling = options.dialler.dial(this);
  }

  get hasRoom(): boolean {
    // The session may know before it tells.
    if (this.state !== 'open' || this.session?.closed || this.session?.destroyed) return false;
    return this.options.keepAlive ? this.exchanges.size < this.maxStreams : !this.used;
  }

  /** Only while it has room; the request waits `sinceMs` until `nowMs`, by performance.now(). */
  send(request: WireRequest, sinceMs: number, nowMs: number): Promise<Reply> {
    const { options, opening } = this;
    const opensIt = !this.used && sinceMs <= this.options.dialMs;
    this.used = true;
    const writtenMs = opensIt ? this.openedMs : nowMs;
    const queuedMs = (opensIt ? this.options.dialMs : nowMs) - sinceMs;
    let stream: ClientHttp2Stream;
    try {
      stream = this.open(request);
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      return Promise.resolve({ kind: 'network-error', code: 'BAD_REQUEST_HEADER', message });
    }
    return new Promise((resolve) => {
      const exchange = new Http2Exchange(stream, {
        isHead: request.method === 'HEAD',
        readsBody: request.readsBody !== false,
        timeoutMs: opensIt ? this.leftMs() : options.timeoutMs,
        memory: options.memory,
        writtenMs,
        before: {
          queuedMs: queuedMs > 0 ? queuedMs : undefined,
          connectMs: opensIt ? opening.connectMs : undefined,
          tlsMs: opensIt ? opening.tlsMs : undefined,
        },
        failureOf: (one) => this.failureOf(one),
        onSettled: (settled, reply) => {
          this.exchanges.delete(settled);
          resolve(reply);
          if (!options.keepAlive || this.state === 'draining') this.drain();
          else options.onChanged();
        },
      });
      this.exchanges.add(exchange);
    });
  }

  abort(): void {
    for (const exchange of [...this.exchanges]) exchange.cut('aborted');
  }

  destroy(): void {
    this.state = 'closed';
    clearTimeout(this.openTimer);
    this.stopDialling();
    const { session, socket } = this;
    if (session === undefined) {
      socket?.destroy();
      return;
    }
    // Not the socket itself: the session still writes to it.
    session.destroy();
    const timer = setTimeout(() => socket?.destroy(), LINGER_MS).unref();
    socket?.once('close', () => clearTimeout(timer));
  }

  onDialled({ socket, connectedMs, securedMs }: Dialled): void {
    this.socket = socket;
    if (socket instanceof TLSSocket && socket.alpnProtocol !== 'h2') {
      this.end(notSpoken());
      return;
    }
    const session = connect(this.options.url.origin, {
      createConnection: () => socket,
      settings: { enablePush: false, initialWindowSize: STREAM_WINDOW_BYTES },
      maxSessionMemory: SESSION_MEMORY_MB,
    });
    this.session = session;
    session.on('remoteSettings', ({ maxConcurrentStreams }) => {
      this.maxStreams = maxConcurrentStreams ?? Number.POSITIVE_INFINITY;
      if (this.state === 'opening') this.onOpen(session, connectedMs, securedMs);
      this.options.onChanged();
    });
    session.on('goaway', (code, lastStream) => this.onGoaway(code, lastStream));
    session.on('error', (error) => this.end(this.causeOf(error)));
    session.on('close', () => this.end(CLOSED));
  }

  onDialError(error: unknown): void {
    this.end(codeOf(error) === NO_COMMON_PROTOCOL ? notSpoken() : error);
  }

  private onOpen(session: ClientHttp2Session, connectedMs: number, securedMs: number | undefined) {
    clearTimeout(this.openTimer);
    session.setLocalWindowSize(SESSION_WINDOW_BYTES);
    this.state = 'open';
    this.openedMs = performance.now();
    // The service's settings belong to what comes last: TLS, or TCP where there is none.
    this.opening =
      securedMs === undefined
        ? { connectMs: this.openedMs - this.options.dialMs }
        : { connectMs: connectedMs - this.options.dialMs, tlsMs: this.openedMs - connectedMs };
  }

  private open(request: WireRequest): ClientHttp2Stream {
    const { method, path, body } = request;
    const { url, jsonHeaders } = this.options;
    if (this.session === undefined) throw new Error('The session is not open.');
    const stream = this.session.request(
      {
        ':method': method ?? 'POST',
        ':scheme': url.protocol.slice(0, -1),
        ':authority': url.host,
        ':path': path ?? `${url.pathname}${url.search}`,
        ...allHeaders(request, jsonHeaders),
        ...(body !== undefined && { 'content-length': String(Buffer.byteLength(body)) }),
      },
      { endStream: body === undefined },
    );
    if (body !== undefined) stream.end(body);
    return stream;
  }

  /** What is left of a request's time after it has opened the session. */
  private leftMs(): number {
    return Math.max(1, this.options.timeoutMs - (performance.now() - this.options.dialMs));
  }

  private onGoaway(code: number, lastStream: number): void {
    const reason = code === 0 ? '' : `, ${http2ErrorName(code)}`;
    this.goneAway ??= new Http2Failure(
      'HTTP2_GOAWAY',
      `the service closed the connection (GOAWAY${reason})`,
    );
    this.lastStream = code === 0 ? lastStream : 0;
    if (this.state === 'opening') this.end(this.goneAway);
    else this.drain();
  }

  private failureOf(stream: ClientHttp2Stream): unknown {
    if (this.goneAway !== undefined && (stream.id ?? 0) > this.lastStream) return this.goneAway;
    return this.state === 'closed' || this.socket?.destroyed ? (this.endedBy ?? CLOSED) : undefined;
  }

  /** It takes no more, and ends with its last request. */
  private drain(): void {
    if (this.state === 'open') this.state = 'draining';
    if (this.exchanges.size === 0) this.end(undefined);
    else this.options.onChanged();
  }

  private end(error: unknown): void {
    const before = this.state;
    if (before === 'closed') return;
    this.endedBy = error;
    this.destroy();
    if (before === 'opening') this.options.onNotOpened(this, error);
    else this.options.onClosed(this);
  }

  /** nghttp2's error of a service that breaks HTTP/2's rules. */
  private causeOf(error: Error): Error {
    if (codeOf(error) !== 'ERR_HTTP2_ERROR') return error;
    return this.state === 'opening'
      ? notSpoken()
      : new Http2Failure('HTTP2_INVALID', 'the response was not valid HTTP/2');
  }
}

function notSpoken(): Http2Failure {
  return new Http2Failure('HTTP2_NOT_SPOKEN', 'the service does not speak HTTP/2');
}
