import { randomBytes } from 'node:crypto';
import type { FastifyInstance, onRequestAsyncHookHandler } from 'fastify';
import type { Clock } from '../clock';
import { httpProblem } from './http-problem';

declare module 'fastify' {
  interface FastifyRequest {
    /** Of a request that came with a trace context. */
    trace: ActiveTrace | undefined;
  }
}

/** For the guards of a route: traces its requests, from their headers to the end of their answers. */
export function traceRequests(
  server: FastifyInstance,
  traces: TraceBuffer,
): onRequestAsyncHookHandler {
  server.decorateRequest('trace', undefined);
  return async (request, reply) => {
    const { traceparent } = request.headers;
    if (typeof traceparent !== 'string') return;
    const trace = traces.begin(traceparent);
    request.trace = trace;
    reply.raw.once('close', () => {
      const name = `${request.method} ${request.routeOptions.url}`;
      trace?.end(name, reply.raw.statusCode);
    });
  };
}

/** GET /api/v1/traces/<trace id>: what the service did for one request. */
export function traceRoutes(server: FastifyInstance, traces: TraceBuffer): void {
  server.get<{ Params: { traceId: string } }>(
    '/api/v1/traces/:traceId',
    async ({ params: { traceId } }, reply) => {
      const spans = traces.spansOf(traceId);
      if (spans !== undefined) return { traceId, spans };
      const message = `There are no spans of trace ${traceId}: it never came, or is older than the newest 10,000.`;
      return reply.code(404).send(httpProblem(404, message));
    },
  );
}

interface Span {
  spanId: string;
  parentSpanId: string;
  name: string;
  startTime: string;
  durationMs: number;
  attributes: Record<string, string | number>;
}

/** The span of one HTTP request and those below it, while it is being answered. */
export interface ActiveTrace {
  /** The body is there, and work on it begins. */
  bodyReceived(): void;
  /** A call of the request is answered; it began with the work on the body. */
  callAnswered(method: string, outcome: 'ok' | number): void;
  end(name: string, statusCode: number): void;
}

const MAX_TRACES = 10_000;
const MAX_SPANS_PER_TRACE = 1000;
/** W3C Trace Context: version, trace, span above, flags. Neither id is all zeros; version ff is none. */
const TRACEPARENT =
  /^(?!ff)[0-9a-f]{2}-(?!0{32})([0-9a-f]{32})-(?!0{16})([0-9a-f]{16})-[0-9a-f]{2}$/;

/** Spans of the newest requests that came with a `traceparent`, as a tracing backend would keep them. */
export class TraceBuffer {
  readonly #traces = new Map<string, Span[]>();

  constructor(private readonly clock: Clock) {}

  /** Undefined where there is no header that can be read: such a request has no trace. */
  begin(traceparent: string): ActiveTrace | undefined {
    const [, traceId, parentSpanId] = TRACEPARENT.exec(traceparent) ?? [];
    if (traceId === undefined || parentSpanId === undefined) return undefined;
    const requestSpanId = newSpanId();
    const request = this.#now();
    let body = request;
    const calls: Span[] = [];
    return {
      bodyReceived: () => {
        body = this.#now();
      },
      callAnswered: (method, outcome) =>
        calls.push({
          spanId: newSpanId(),
          parentSpanId: requestSpanId,
          name: method.slice(0, 100),
          ...this.#since(body),
          attributes: { 'rpc.system': 'jsonrpc', 'rpc.outcome': outcome },
        }),
      end: (name, statusCode) =>
        this.#keep(traceId, [
          {
            spanId: requestSpanId,
            parentSpanId,
            name,
            ...this.#since(request),
            attributes: { 'http.response.status_code': statusCode },
          },
          ...calls,
        ]),
    };
  }

  /** A trace's spans, each above those below it. */
  spansOf(traceId: string): readonly Span[] | undefined {
    return this.#traces.get(traceId);
  }

  #now(): Instant {
    return { epochMs: this.clock.epochMs(), monotonicMs: this.clock.monotonicMs() };
  }

  #since({ epochMs, monotonicMs }: Instant): Pick<Span, 'startTime' | 'durationMs'> {
    return {
      startTime: new Date(epochMs).toISOString(),
      durationMs: this.clock.monotonicMs() - monotonicMs,
    };
  }

  #keep(traceId: string, spans: Span[]): void {
    const all = [...(this.#traces.get(traceId) ?? []), ...spans];
    // A caller may send all of its requests with one trace.
    this.#traces.set(traceId, all.slice(-MAX_SPANS_PER_TRACE));
    if (this.#traces.size <= MAX_TRACES) return;
    const [oldest = ''] = this.#traces.keys();
    this.#traces.delete(oldest);
  }
}

interface Instant {
  epochMs: number;
  monotonicMs: number;
}

function newSpanId(): string {
  return randomBytes(8).toString('hex');
}
