import { Client, type Dispatcher } from 'undici';
import { codeOf, wordsOf } from './network-error';
import type { Reply } from './transport';

export interface ConnectionOptions {
  origin: string;
  path: string;
  headers: Record<string, string>;
  timeoutMs: number;
  maxResponseBytes: number;
  /** The request has its reply; `reusable` tells whether the connection may take another. */
  onSettled: (connection: TransportConnection, reusable: boolean) => void;
}

/**
 * One connection and the one request that may be on it at a time. It is its own handler for undici, and
 * has one timer for all its requests: what a request needs is not made anew for each.
 */
export class TransportConnection implements Dispatcher.DispatchHandler {
  private readonly client: Client;
  private timer: NodeJS.Timeout | undefined;
  private resolve: ((reply: Reply) => void) | undefined;
  private controller: Dispatcher.DispatchController | undefined;
  private status = 0;
  private chunks: Buffer[] = [];
  private bytes = 0;

  constructor(private readonly options: ConnectionOptions) {
    this.client = new Client(options.origin, {
      pipelining: 1,
      // Our own timer covers the whole request; undici's are coarse and would split it.
      headersTimeout: 0,
      bodyTimeout: 0,
      connectTimeout: 0,
    });
  }

  send(body: string): Promise<Reply> {
    const { path, headers, timeoutMs } = this.options;
    this.status = 0;
    if (this.timer === undefined)
      this.timer = setTimeout(() => this.cut({ kind: 'timeout' }), timeoutMs);
    else this.timer.refresh();
    return new Promise((resolve) => {
      this.resolve = resolve;
      this.client.dispatch({ path, method: 'POST', headers, body }, this);
    });
  }

  /** Ends the request under way, if there is one, from our side. */
  cut(reply: Reply): void {
    if (this.resolve === undefined) return;
    const { controller } = this;
    this.settle(reply, false);
    controller?.abort(new Error(reply.kind));
  }

  async destroy(): Promise<void> {
    clearTimeout(this.timer);
    await this.client.destroy();
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.controller = controller;
    if (this.resolve === undefined) controller.abort(new Error('cut off'));
  }

  onResponseStart(_controller: Dispatcher.DispatchController, status: number): void {
    this.status = status;
  }

  onResponseData(_controller: Dispatcher.DispatchController, chunk: Buffer): void {
    const { maxResponseBytes } = this.options;
    this.chunks.push(chunk);
    this.bytes += chunk.length;
    if (this.bytes <= maxResponseBytes) return;
    const message = `the answer was larger than ${maxResponseBytes / 1024 / 1024} MB`;
    this.cut({ kind: 'network-error', code: 'RESPONSE_TOO_LARGE', message });
  }

  onResponseEnd(): void {
    const [first] = this.chunks;
    const whole = this.chunks.length === 1 && first ? first : Buffer.concat(this.chunks);
    this.settle({ kind: 'response', status: this.status, body: whole.toString() }, true);
  }

  onResponseError(_controller: unknown, error: Error): void {
    const message = wordsOf(error, this.status > 0);
    this.settle({ kind: 'network-error', code: codeOf(error), message }, false);
  }

  private settle(reply: Reply, reusable: boolean): void {
    const { resolve } = this;
    if (resolve === undefined) return;
    this.resolve = undefined;
    this.controller = undefined;
    this.chunks = [];
    this.bytes = 0;
    this.options.onSettled(this, reusable);
    resolve(reply);
  }
}
