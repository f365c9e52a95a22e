import { Client, type Dispatcher } from 'undici';
import type { TargetEndpoint } from '@/lib/plan/target-endpoint';
import { codeOf, wordsOf } from './network-error';
import type { Reply, Transport, WireRequest } from './transport';

export interface TransportOptions {
  target: TargetEndpoint;
  timeoutMs: number;
}

export const MAX_RESPONSE_BYTES = 64 * 1024 * 1024;

const TIMED_OUT = new Error('time-out');
const ABORTED = new Error('aborted');

/** HTTP/1.1 through undici: one request at a time on each connection, idle connections used again. */
export function createUndiciTransport({ target, timeoutMs }: TransportOptions): Transport {
  const url = new URL(target.url);
  const path = url.pathname + url.search;
  const headers = headersFor(target);
  const idle: Client[] = [];
  const busy = new Set<Exchange>();

  const connect = () =>
    new Client(url.origin, {
      pipelining: 1,
      // Our own timer covers the whole request; undici's are coarse and would split it.
      headersTimeout: 0,
      bodyTimeout: 0,
      connectTimeout: 0,
    });

  return {
    send({ body }: WireRequest) {
      const client = idle.pop() ?? connect();
      return new Promise((resolve) => {
        const exchange = new Exchange(timeoutMs, (reply, reusable) => {
          busy.delete(exchange);
          if (reusable) idle.push(client);
          else void client.destroy().catch(() => undefined);
          resolve(reply);
        });
        busy.add(exchange);
        client.dispatch({ path, method: 'POST', headers, body }, exchange);
      });
    },
    abort() {
      for (const exchange of [...busy]) exchange.cut(ABORTED);
    },
    async close() {
      this.abort();
      await Promise.all(idle.splice(0).map((client) => client.destroy()));
    },
  };
}

function headersFor(target: TargetEndpoint): Record<string, string> {
  return {
    'content-type': 'application/json',
    accept: 'application/json',
    'user-agent': 'plimsoll',
    ...(target.token === undefined ? {} : { authorization: `Bearer ${target.token}` }),
  };
}

/** One request on the wire, from its start to the one reply it is given. */
class Exchange implements Dispatcher.DispatchHandler {
  private readonly timer: NodeJS.Timeout;
  private controller: Dispatcher.DispatchController | undefined;
  private status = 0;
  private chunks: Buffer[] = [];
  private bytes = 0;
  private settled = false;

  constructor(
    timeoutMs: number,
    private readonly settleWith: (reply: Reply, reusable: boolean) => void,
  ) {
    this.timer = setTimeout(() => this.cut(TIMED_OUT), timeoutMs);
  }

  /** Ends the request from our side: by its time-out, or because the run ends. */
  cut(reason: Error): void {
    this.settle(reason === TIMED_OUT ? { kind: 'timeout' } : { kind: 'aborted' }, false);
    this.controller?.abort(reason);
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.controller = controller;
    if (this.settled) controller.abort(ABORTED);
  }

  onResponseStart(_controller: Dispatcher.DispatchController, status: number): void {
    this.status = status;
  }

  onResponseData(controller: Dispatcher.DispatchController, chunk: Buffer): void {
    this.chunks.push(chunk);
    this.bytes += chunk.length;
    if (this.bytes > MAX_RESPONSE_BYTES) {
      const message = `the answer was larger than ${MAX_RESPONSE_BYTES / 1024 / 1024} MB`;
      this.settle({ kind: 'network-error', code: 'RESPONSE_TOO_LARGE', message }, false);
      controller.abort(ABORTED);
    }
  }

  onResponseEnd(): void {
    const [first] = this.chunks;
    const whole = this.chunks.length === 1 && first ? first : Buffer.concat(this.chunks);
    this.settle({ kind: 'response', status: this.status, body: whole.toString() }, true);
  }

  onResponseError(_controller: unknown, error: Error): void {
    this.settle({ kind: 'network-error', code: codeOf(error), message: wordsOf(error) }, false);
  }

  private settle(reply: Reply, reusable: boolean): void {
    if (this.settled) return;
    this.settled = true;
    clearTimeout(this.timer);
    this.chunks = [];
    this.settleWith(reply, reusable);
  }
}
