import { Client, type Dispatcher } from 'undici';
import { ConnectionPool, type OnSettled, type PooledConnection } from '../connection-pool';
import { createDialler, type DialListener, type Dialled, type Dialler } from '../dial';
import { allHeaders, joinHeaders, jsonHeadersFor } from '../headers';
import { BodyMemory, KeptBody } from '../kept-body';
import { codeOf, describeError } from '../network-error';
import {
  afterPoll,
  type Reply,
  type Transport,
  type TransportOptions,
  type WireRequest,
} from '../transport';

/** HTTP/1.1 through undici, one request at a time on each connection; the connections are our own. */
export function createUndiciTransport(options: TransportOptions): Transport {
  const { target, timeoutMs, maxResponseBytes, maxHeldBytes, connection = {} } = options;
  const { keepAlive = true, maxConnections } = connection;
  const url = new URL(target.url);
  const common = {
    origin: url.origin,
    path: url.pathname + url.search,
    jsonHeaders: jsonHeadersFor(target),
    dialler: createDialler(target, connection, 'http/1.1'),
    timeoutMs,
    memory: new BodyMemory(maxResponseBytes, maxHeldBytes),
    keepAlive,
  };
  return new ConnectionPool({
    connect: (onSettled) => new UndiciConnection({ ...common, onSettled }),
    maxConnections,
    timeoutMs,
  });
}

interface UndiciConnectionOptions {
  origin: string;
  path: string;
  jsonHeaders: Record<string, string>;
  dialler: Dialler;
  timeoutMs: number;
  memory: BodyMemory;
  keepAlive: boolean;
  onSettled: OnSettled<UndiciConnection>;
}

type Connected = (...result: [Error, null] | [null, Dialled['socket']]) => void;

/**
 * One connection and the one request that may be on it at a time. It is its own handler for undici, and
 * has one timer for all its requests: what a request needs is not made anew for each.
 */
class UndiciConnection implements PooledConnection, Dispatcher.DispatchHandler, DialListener {
  private readonly client: Client;
  private stopDialling = () => {};
  private connected: Connected = () => {};
  private timer: NodeJS.Timeout | undefined;
  private resolve: ((reply: Reply) => void) | undefined;
  private controller: Dispatcher.DispatchController | undefined;
  private status = 0;
  private headers: Record<string, string> = {};
  private readonly body: KeptBody;

  // Of the request under way, by performance.now().
  private queuedMs: number | undefined;
  private startedMs = 0;
  private connectMs: number | undefined;
  private tlsMs: number | undefined;
  private writtenMs = 0;
  private answeringMs = 0;

  constructor(private readonly options: UndiciConnectionOptions) {
    this.body = new KeptBody(options.memory);
    this.client = new Client(options.origin, {
      pipelining: 1,
      // Our own timer covers the whole request; undici's are coarse and would split it.
      headersTimeout: 0,
      bodyTimeout: 0,
      connect: (_options, connected) => {
        this.connected = connected;
        this.stopDialling = options.dialler.dial(this);
      },
    });
  }

  /** undici itself leaves connections alone that are about to be closed. */
  isFresh(): boolean {
    return true;
  }

  send(request: WireRequest, nowMs: number, queuedMs: number | undefined): Promise<Reply> {
    const { jsonHeaders, timeoutMs, keepAlive } = this.options;
    const { method = 'POST', path = this.options.path, body } = request;
    const headers = allHeaders(request, jsonHeaders);
    if (this.timer === undefined) this.timer = setTimeout(() => this.expire(), timeoutMs);
    else this.timer.refresh();
    this.status = 0;
    this.body.begin(request.readsBody !== false);
    this.startedMs = nowMs;
    this.queuedMs = queuedMs;
    this.connectMs = undefined;
    this.tlsMs = undefined;
    this.writtenMs = nowMs;
    return new Promise((resolve) => {
      this.resolve = resolve;
      this.client.dispatch({ path, method, headers, body, reset: !keepAlive }, this);
    });
  }

  cut(kind: 'timeout' | 'aborted'): void {
    const { controller, queuedMs } = this;
    this.settle({ kind, queuedMs }, false);
    controller?.abort(new Error(kind));
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
    this.client.destroy().catch(() => undefined);
  }

  onDialled({ socket, connectedMs, securedMs }: Dialled): void {
    this.connectMs = connectedMs - this.startedMs;
    this.tlsMs = securedMs === undefined ? undefined : securedMs - connectedMs;
    this.writtenMs = securedMs ?? connectedMs;
    this.connected(null, socket);
  }

  onDialError(error: unknown): void {
    this.onResponseError(undefined, error);
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.controller = controller;
    if (this.resolve === undefined) controller.abort(new Error('cut off'));
  }

  onResponseStart(
    _controller: Dispatcher.DispatchController,
    status: number,
    headers: Record<string, string | string[] | undefined>,
  ): void {
    // undici tells of informational answers too; what counts is the last one.
    this.status = status;
    this.headers = joinHeaders(headers);
    this.answeringMs = performance.now();
  }

  onResponseData(_controller: Dispatcher.DispatchController, chunk: Buffer): void {
    // What comes after its time is over is nobody's.
    if (this.resolve !== undefined && this.body.count(chunk.length)) this.body.keep(chunk);
  }

  onResponseEnd(): void {
    const body = this.body.take();
    const { bytes, unkept } = this.body;
    const nowMs = performance.now();
    const { status, headers, queuedMs, connectMs, tlsMs, answeringMs, writtenMs } = this;
    const firstByteMs = answeringMs - writtenMs;
    const transferMs = nowMs - answeringMs;
    const phases = { queuedMs, connectMs, tlsMs, firstByteMs, transferMs };
    this.settle(
      { kind: 'response', status, headers, body, unkept, bytes, phases },
      this.options.keepAlive,
    );
  }

  onResponseError(_controller: unknown, error: unknown): void {
    this.fail(error);
  }

  private fail(error: unknown): void {
    const message = describeError(error, this.status > 0);
    const { queuedMs } = this;
    this.settle({ kind: 'network-error', code: codeOf(error), message, queuedMs }, false);
  }

  private settle(reply: Reply, reusable: boolean): void {
    const { resolve } = this;
    if (resolve === undefined) return;
    this.resolve = undefined;
    this.controller = undefined;
    this.body.begin(false);
    this.options.onSettled(this, reusable);
    resolve(reply);
  }
}
