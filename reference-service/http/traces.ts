import { randomBytes } from 'node:crypto';
import type { Clock } from '../clock';

export interface Span {
  spanId: string;
  parentSpanId: string;
  name: string;
  startTime: string;
  durationMs: number;
  attributes: Record<string, string | number>;
}

/** The span of one HTTP request and those below it, while it is being answered. */
export interface OpenTrace {
  /** A call of the request is answered; it began with the work on the body. */
  called(method: string, outcome: 'ok' | number): void;
  /** The body is there, and work on it begins. */
  working(): void;
  end(name: string, statusCode: number): void;
}

const MOST_TRACES = 10_000;
const MOST_SPANS = 1000;
/** W3C Trace Context: version, trace, span above, flags. Neither id is all zeros; version ff is none. */
const TRACEPARENT =
  /^(?!ff)[0-9a-f]{2}-(?!0{32})([0-9a-f]{32})-(?!0{16})([0-9a-f]{16})-[0-9a-f]{2}$/;

/** Spans of the newest requests that came with a `traceparent`, as a tracing backend would keep them. */
export class TraceMemory {
  private readonly traces = new Map<string, Span[]>();

  constructor(private readonly clock: Clock) {}

  /** Undefined where there is no header that can be read: such a request has no trace. */
  open(traceparent: string | undefined): OpenTrace | undefined {
    const [, traceId, parentSpanId] = TRACEPARENT.exec(traceparent ?? '') ?? [];
    if (traceId === undefined || parentSpanId === undefined) return undefined;
    const { clock } = this;
    const requestId = newSpanId();
    const [requestAt, requestMs] = [clock.epochMs(), clock.monotonicMs()];
    let [workAt, workMs] = [requestAt, requestMs];
    const calls: Span[] = [];
    return {
      working: () => {
        [workAt, workMs] = [clock.epochMs(), clock.monotonicMs()];
      },
      called: (method, outcome) =>
        calls.push({
          ...{ spanId: newSpanId(), parentSpanId: requestId, name: method.slice(0, 100) },
          ...{
            startTime: new Date(workAt).toISOString(),
            durationMs: clock.monotonicMs() - workMs,
          },
          attributes: { 'rpc.system': 'jsonrpc', 'rpc.outcome': outcome },
        }),
      end: (name, statusCode) =>
        this.keep(traceId, [
          {
            ...{ spanId: requestId, parentSpanId, name },
            ...{
              startTime: new Date(requestAt).toISOString(),
              durationMs: clock.monotonicMs() - requestMs,
            },
            attributes: { 'http.response.status_code': statusCode },
          },
          ...calls,
        ]),
    };
  }

  /** A trace's spans, each above those below it. */
  spansOf(traceId: string): readonly Span[] | undefined {
    return this.traces.get(traceId);
  }

  private keep(traceId: string, spans: Span[]): void {
    const all = [...(this.traces.get(traceId) ?? []), ...spans];
    // A caller may send all of its requests with one trace.
    this.traces.set(traceId, all.slice(-MOST_SPANS));
    if (this.traces.size <= MOST_TRACES) return;
    const [oldest = ''] = this.traces.keys();
    this.traces.delete(oldest);
  }
}

function newSpanId(): string {
  return randomBytes(8).toString('hex');
}
