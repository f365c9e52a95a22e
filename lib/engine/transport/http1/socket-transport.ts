import type { OnReadOpts, Socket } from 'node:net';
import { ConnectionPool, type OnSettled, type PooledConnection } from '../connection-pool';
import { createDialler, type DialListener, type Dialled, type Dialler } from '../dial';
import { jsonHeadersFor } from '../headers';
import { BodyMemory } from '../kept-body';
import { codeOf, describeError } from '../network-error';
import {
  afterPoll,
  type Phases,
  type Reply,
  type ResponseReply,
  type Transport,
  type TransportOptions,
  type WireRequest,
} from '../transport';
import { RequestWriter } from './request-writer';
import { headersIn } from './response-head';
import { ResponseReader } from './response-reader';

const READ_BUFFER_BYTES = 64 * 1024;

/**
 * HTTP/1.1 straight on sockets, at about half of undici's cost: one request at a time on each connection.
 * Strict about what comes back: see ResponseReader.
 */
export function createSocketTransport(options: TransportOptions): Transport {
  const { target, timeoutMs, maxResponseBytes, maxHeldBytes, connection = {} } = options;
  const { keepAlive = true, maxConnections } = connection;
  const url = new URL(target.url);
  const common = {
    dialler: createDialler(target, connection, 'http/1.1'),
    writer: new RequestWriter(url, jsonHeadersFor(target), keepAlive),
    timeoutMs,
    memory: new BodyMemory(maxResponseBytes, maxHeldBytes),
    keepAlive,
    // One for all: libuv fills it and hands it over before it reads from the next socket.
    readBuffer: Buffer.allocUnsafeSlow(READ_BUFFER_BYTES),
  };
  return new ConnectionPool({
    connect: (onSettled) => new SocketConnection({ ...common, onSettled }),
    maxConnections,
    timeoutMs,
  });
}

interface SocketConnectionOptions {
  dialler: Dialler;
  writer: RequestWriter;
  timeoutMs: number;
  memory: BodyMemory;
  /** Whether it may be used for more than one request. */
  keepAlive: boolean;
  /** Where bytes are read into; used up before the next read of any connection. */
  readBuffer: Buffer;
  onSettled: OnSettled<SocketConnection>;
}

// As undici: a service that names no time may close an idle connection after five seconds, as Node's do;
// and one that does may be a second ahead of us.
const DEFAULT_IDLE_MS = 4000;
const IDLE_MARGIN_MS = 1000;

const CLOSED = Object.assign(new Error('closed'), { code: 'CONNECTION_CLOSED' });

/** One socket and the one request that may be on it at a time, with one timer for all of them. */
class SocketConnection implements PooledConnection, DialListener {
  private readonly reader: ResponseReader;
  private readonly stopDialling: () => void;
  private socket: Socket | undefined;
  private timer: NodeJS.Timeout | undefined;
  private resolve: ((reply: Reply) => void) | undefined;
  private idleUntilMs = Number.POSITIVE_INFINITY;
  /** The request, until there is a connection to write it to. */
  private unsent: string | Buffer = '';

  // Of the request under way, by performance.now(); how its connection came about only for the first.
  private queuedMs: number | undefined;
  private startedMs = 0;
  private connectMs: number | undefined;
  private tlsMs: number | undefined;
  private writtenMs = 0;
  private firstByteMs = 0;

  constructor(private readonly options: SocketConnectionOptions) {
    const { dialler, memory } = options;
    this.reader = new ResponseReader(memory);
    this.stopDialling = dialler.dial(this, dialler.readsDirectly ? this.directRead() : undefined);
  }

  isFresh(nowMs: number): boolean {
    return nowMs < this.idleUntilMs;
  }

  send(request: WireRequest, nowMs: number, queuedMs: number | undefined): Promise<Reply> {
    if (this.timer === undefined)
      this.timer = setTimeout(() => this.expire(), this.options.timeoutMs);
    else this.timer.refresh();
    this.startedMs = nowMs;
    this.queuedMs = queuedMs;
    this.reader.answersHead = request.method === 'HEAD';
    this.reader.readsBody = request.readsBody !== false;
    const text = this.options.writer.write(request);
    return new Promise((resolve) => {
      this.resolve = resolve;
      if (this.socket === undefined) this.unsent = text;
      else {
        this.connectMs = undefined;
        this.tlsMs = undefined;
        this.writtenMs = nowMs;
        this.socket.write(text);
      }
    });
  }

  cut(kind: 'timeout' | 'aborted'): void {
    this.reader.reset();
    this.settle({ kind, queuedMs: this.queuedMs }, false);
  }

  private expire(): void {
    const asked = this.resolve;
    afterPoll(() => {
      if (asked !== undefined && this.resolve === asked) this.cut('timeout');
    });
  }

  destroy(): void {
    clearTimeout(this.timer);
    this.stopDialling();
    this.socket?.destroy();
  }

  onDialled({ socket, connectedMs, securedMs }: Dialled): void {
    this.socket = socket;
    socket.on('error', (error) => this.fail(error));
    socket.on('end', () => this.onEnd());
    socket.on('close', () => this.onClose());
    if (!this.options.dialler.readsDirectly) {
      socket.on('data', (bytes) => this.onBytes(bytes));
      socket.resume();
    }
    socket.write(this.unsent);
    this.unsent = '';
    // Until it is written it is the connection's time, not the service's.
    this.writtenMs = performance.now();
    this.tlsMs = securedMs === undefined ? undefined : securedMs - connectedMs;
    this.connectMs = this.writtenMs - this.startedMs - (this.tlsMs ?? 0);
  }

  onDialError(error: unknown): void {
    this.fail(error);
  }

  /** A socket that reads into the shared buffer costs less than one that makes a buffer for each read. */
  private directRead(): OnReadOpts {
    const { readBuffer: buffer } = this.options;
    return {
      buffer,
      callback: (size) => {
        this.onBytes(buffer.subarray(0, size));
        return true;
      },
    };
  }

  private onBytes(bytes: Buffer): void {
    // Nobody has asked: what comes now would become part of the next answer.
    if (this.resolve === undefined) {
      this.leave();
      return;
    }
    const { reader } = this;
    const nowMs = performance.now();
    if (!reader.hasBegun) this.firstByteMs = nowMs;
    try {
      reader.feed(bytes);
      if (reader.isDone) this.answer(nowMs);
    } catch (error) {
      this.fail(error);
    }
  }

  private onEnd(): void {
    if (this.resolve === undefined) {
      this.leave();
      return;
    }
    try {
      this.reader.end();
      this.answer(performance.now());
    } catch {
      this.fail(CLOSED);
    }
  }

  private onClose(): void {
    if (this.resolve === undefined) this.leave();
    else this.fail(CLOSED);
  }

  private answer(nowMs: number): void {
    const { reader } = this;
    const { status, body, bodyBytes, unkept, headLines, keepAliveMs } = reader;
    const reusable = reader.reusable && this.options.keepAlive;
    reader.reset();
    if (reusable) {
      const idleMs =
        keepAliveMs === undefined ? DEFAULT_IDLE_MS : Math.max(0, keepAliveMs - IDLE_MARGIN_MS);
      this.idleUntilMs = nowMs + idleMs;
    }
    const phases = this.phasesUntil(nowMs);
    this.settle(new SocketResponse(status, body, bodyBytes, unkept, phases, headLines), reusable);
  }

  private phasesUntil(nowMs: number): Phases {
    return {
      queuedMs: this.queuedMs,
      connectMs: this.connectMs,
      tlsMs: this.tlsMs,
      firstByteMs: this.firstByteMs - this.writtenMs,
      transferMs: nowMs - this.firstByteMs,
    };
  }

  private fail(error: unknown): void {
    const message = describeError(error, this.reader.hasBegun);
    const { queuedMs } = this;
    this.reader.reset();
    this.settle({ kind: 'network-error', code: codeOf(error), message, queuedMs }, false);
  }

  private leave(): void {
    this.idleUntilMs = Number.NEGATIVE_INFINITY;
    this.options.onSettled(this, false);
  }

  private settle(reply: Reply, reusable: boolean): void {
    const { resolve } = this;
    if (resolve === undefined) return;
    this.resolve = undefined;
    this.options.onSettled(this, reusable);
    resolve(reply);
  }
}

/** A response whose headers are read only when somebody asks for them: mostly nobody does. */
class SocketResponse implements ResponseReply {
  readonly kind = 'response';
  private parsed: Readonly<Record<string, string>> | undefined;

  constructor(
    readonly status: number,
    readonly body: string,
    readonly bytes: number,
    readonly unkept: string | undefined,
    readonly phases: Phases,
    private readonly head: string,
  ) {}

  get headers(): Readonly<Record<string, string>> {
    this.parsed ??= headersIn(this.head);
    return this.parsed;
  }
}
