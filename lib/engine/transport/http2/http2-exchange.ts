import { type ClientHttp2Stream, constants, type IncomingHttpHeaders } from 'node:http2';
import { joinHeaders } from '../headers';
import { type BodyMemory, KeptBody } from '../kept-body';
import { codeOf, describeError } from '../network-error';
import { afterPoll, type Phases, type Reply } from '../transport';

export interface ExchangeOptions {
  isHead: boolean;
  readsBody: boolean;
  timeoutMs: number;
  memory: BodyMemory;
  /** By performance.now(). */
  writtenMs: number;
  /** What came before the request was written. */
  before: Pick<Phases, 'queuedMs' | 'connectMs' | 'tlsMs'>;
  /** Why the session has ended, for this stream at least; undefined while it has not. */
  failureOf: (stream: ClientHttp2Stream) => unknown;
  onSettled: (exchange: Http2Exchange, reply: Reply) => void;
}

/** One request on a stream of its own, until its reply. */
export class Http2Exchange {
  private readonly timer: NodeJS.Timeout;
  private settled = false;
  private answeringMs: number | undefined;
  private headers: IncomingHttpHeaders = {};
  private readonly body: KeptBody;

  constructor(
    private readonly stream: ClientHttp2Stream,
    private readonly options: ExchangeOptions,
  ) {
    this.body = new KeptBody(options.memory);
    this.body.begin(options.readsBody);
    this.timer = setTimeout(() => afterPoll(() => this.expire()), options.timeoutMs);
    stream.on('response', (headers) => {
      this.answeringMs = performance.now();
      this.headers = headers;
    });
    stream.on('data', (chunk: Buffer) => this.onData(chunk));
    stream.on('end', () => this.onEnd());
    stream.on('error', (error) => this.fail(this.causeOf(error)));
    stream.on('close', () => this.fail(this.causeOf(undefined)));
  }

  /** Ends it from our side; the session and its other streams go on. */
  cut(kind: 'timeout' | 'aborted'): void {
    this.settle({ kind, queuedMs: this.options.before.queuedMs });
    this.stream.close(constants.NGHTTP2_CANCEL);
  }

  private expire(): void {
    if (!this.settled) this.cut('timeout');
  }

  private fail(error: unknown): void {
    const message = describeError(error, this.answeringMs !== undefined);
    const { queuedMs } = this.options.before;
    this.settle({ kind: 'network-error', code: codeOf(error), message, queuedMs });
  }

  private onData(chunk: Buffer): void {
    if (!this.settled && this.body.count(chunk.length)) this.body.keep(chunk);
  }

  private onEnd(): void {
    const { answeringMs, stream } = this;
    // Node ends a stream also when it was broken off: then it has not come to its end.
    const cut = stream.rstCode !== constants.NGHTTP2_NO_ERROR || this.options.failureOf(stream);
    if (answeringMs === undefined || cut || !this.isWhole()) {
      this.fail(this.causeOf(undefined));
      return;
    }
    const nowMs = performance.now();
    // The service has answered before it had all of the request: it will not want the rest.
    if (!stream.writableFinished) stream.close(constants.NGHTTP2_CANCEL);
    const { writtenMs, before } = this.options;
    const body = this.body.take();
    const { bytes, unkept } = this.body;
    this.settle({
      kind: 'response',
      status: Number(this.headers[':status']),
      headers: joinHeaders(fieldsOf(this.headers)),
      body,
      unkept,
      bytes,
      phases: { ...before, firstByteMs: answeringMs - writtenMs, transferMs: nowMs - answeringMs },
    });
  }

  private isWhole(): boolean {
    const announced = this.headers['content-length'];
    return announced === undefined || this.options.isHead || Number(announced) === this.body.bytes;
  }

  private causeOf(error: unknown): unknown {
    const { stream, options } = this;
    const ofSession = options.failureOf(stream);
    if (ofSession !== undefined) return ofSession;
    const code = error === undefined ? undefined : codeOf(error);
    if (code === 'ERR_HTTP2_ERROR' || stream.rstCode === constants.NGHTTP2_PROTOCOL_ERROR)
      return new Http2Failure(
        'HTTP2_INVALID',
        'the request or response violated the HTTP/2 protocol (PROTOCOL_ERROR)',
      );
    if (code !== undefined && code !== 'ERR_HTTP2_STREAM_ERROR') return error;
    const when =
      this.answeringMs === undefined ? 'without a response' : 'before the response was complete';
    const reason = http2ErrorName(stream.rstCode ?? constants.NGHTTP2_NO_ERROR);
    return new Http2Failure(
      'HTTP2_RESET',
      `the service reset the request ${when} (RST_STREAM, ${reason})`,
    );
  }

  private settle(reply: Reply): void {
    if (this.settled) return;
    this.settled = true;
    this.body.begin(false);
    clearTimeout(this.timer);
    this.options.onSettled(this, reply);
  }
}

/** Without what HTTP/1.1 has in its first line. */
function fieldsOf(headers: IncomingHttpHeaders): IncomingHttpHeaders {
  const { ':status': _status, ...fields } = headers;
  return fields;
}

/** HTTP/2's own ways to fail; the message is ready to be read. */
export class Http2Failure extends Error {
  constructor(
    readonly code: 'HTTP2_GOAWAY' | 'HTTP2_RESET' | 'HTTP2_NOT_SPOKEN' | 'HTTP2_INVALID',
    message: string,
  ) {
    super(message);
  }
}

// RFC 9113, 7, in the order of their numbers.
const NAMES = [
  'NO_ERROR',
  'PROTOCOL_ERROR',
  'INTERNAL_ERROR',
  'FLOW_CONTROL_ERROR',
  'SETTINGS_TIMEOUT',
  'STREAM_CLOSED',
  'FRAME_SIZE_ERROR',
  'REFUSED_STREAM',
  'CANCEL',
  'COMPRESSION_ERROR',
  'CONNECT_ERROR',
  'ENHANCE_YOUR_CALM',
  'INADEQUATE_SECURITY',
  'HTTP_1_1_REQUIRED',
];

/** HTTP/2's name of the error code in RST_STREAM and GOAWAY: "ENHANCE_YOUR_CALM". */
export function http2ErrorName(code: number): string {
  return NAMES[code] ?? `error ${code}`;
}
