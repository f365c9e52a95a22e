import { connect, type Socket } from 'node:net';
import { codeOf, wordsOf } from '../network-error';
import type { Reply } from '../transport';
import { ResponseReader } from './response-reader';

export interface SocketConnectionOptions {
  host: string;
  port: number;
  timeoutMs: number;
  maxResponseBytes: number;
  /** Where bytes are read into; used up before the next read of any connection. */
  readBuffer: Buffer;
  /** The request has its reply, or the idle connection is gone; `reusable`: it may take another. */
  onSettled: (connection: SocketConnection, reusable: boolean) => void;
}

// As undici: a service that names no time may close an idle connection after five seconds, as Node's do;
// and one that does may be a second ahead of us.
const DEFAULT_IDLE_MS = 4000;
const IDLE_MARGIN_MS = 1000;

const CLOSED = Object.assign(new Error('closed'), { code: 'CONNECTION_CLOSED' });

/** One socket and the one request that may be on it at a time, with one timer for all of them. */
export class SocketConnection {
  private readonly socket: Socket;
  private readonly reader: ResponseReader;
  private timer: NodeJS.Timeout | undefined;
  private resolve: ((reply: Reply) => void) | undefined;
  private idleUntilMs = Number.POSITIVE_INFINITY;

  constructor(private readonly options: SocketConnectionOptions) {
    const { host, port, readBuffer, maxResponseBytes } = options;
    this.reader = new ResponseReader(maxResponseBytes);
    this.socket = connect({
      host,
      port,
      noDelay: true,
      onread: {
        buffer: readBuffer,
        callback: (bytes) => {
          this.onBytes(bytes);
          return true;
        },
      },
    });
    this.socket.on('error', (error) => this.fail(error));
    this.socket.on('end', () => this.onEnd());
    this.socket.on('close', () => this.onClose());
  }

  /** False once the service may be about to close it. */
  isFresh(nowMs: number): boolean {
    return nowMs < this.idleUntilMs;
  }

  /** Sends a request's bytes and waits for its response. */
  send(request: string): Promise<Reply> {
    if (this.timer === undefined)
      this.timer = setTimeout(() => this.cut({ kind: 'timeout' }), this.options.timeoutMs);
    else this.timer.refresh();
    return new Promise((resolve) => {
      this.resolve = resolve;
      this.socket.write(request);
    });
  }

  /** Ends the request under way, if there is one, from our side. */
  cut(reply: Reply): void {
    if (this.resolve !== undefined) this.settle(reply, false);
  }

  destroy(): void {
    clearTimeout(this.timer);
    this.socket.destroy();
  }

  private onBytes(size: number): void {
    // Nobody has asked: what comes now would become part of the next answer.
    if (this.resolve === undefined) {
      this.leave();
      return;
    }
    const { reader } = this;
    try {
      reader.feed(this.options.readBuffer.subarray(0, size));
      if (reader.isDone) this.answer();
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
      this.answer();
    } catch {
      this.fail(CLOSED);
    }
  }

  private onClose(): void {
    if (this.resolve === undefined) this.leave();
    else this.fail(CLOSED);
  }

  private answer(): void {
    const { reader } = this;
    const { status, body, reusable, keepAliveMs } = reader;
    reader.reset();
    if (reusable) {
      const idleMs =
        keepAliveMs === undefined ? DEFAULT_IDLE_MS : Math.max(0, keepAliveMs - IDLE_MARGIN_MS);
      this.idleUntilMs = performance.now() + idleMs;
    }
    this.settle({ kind: 'response', status, body }, reusable);
  }

  private fail(error: unknown): void {
    const message = wordsOf(error, this.reader.hasBegun);
    this.settle({ kind: 'network-error', code: codeOf(error), message }, false);
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
