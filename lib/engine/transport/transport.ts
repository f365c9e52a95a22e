import type { Connection, TargetEndpoint } from '@/lib/plan/connection';

/** One request to be sent; what is left out makes it a POST of JSON to the transport's URL. */
export interface WireRequest {
  readonly method?: string;
  /** Origin-form: "/jobs?limit=5". */
  readonly path?: string;
  /** In place of the JSON headers: names in lower case, without those that the connection sets itself. */
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  /** Sent as the header of that name, besides the others. Our own: it is not looked at. */
  readonly traceparent?: string;
  /** `false`: nobody reads the answer's body, which is then only counted. */
  readonly readsBody?: boolean;
}

/**
 * Where the time of a request went, ms; together from `send` until the answer was complete. Undefined is
 * what did not happen: a request that found a free connection neither waited for one nor opened one.
 */
export interface Phases {
  /** Waiting for a connection, because there may be no more of them. Not the service's time. */
  readonly queuedMs?: number;
  /** DNS and TCP, and the proxy's tunnel. */
  readonly connectMs?: number;
  readonly tlsMs?: number;
  /** From the request's being written to the first byte of the answer. */
  readonly firstByteMs: number;
  /** From there to its last byte. */
  readonly transferMs: number;
}

export interface ResponseReply {
  readonly kind: 'response';
  readonly status: number;
  /** Names in lower case; of a name that came more than once, the values with ", " between them. */
  readonly headers: Readonly<Record<string, string>>;
  /** Empty where nobody reads it, or where it was too large to be kept. */
  readonly body: string;
  /** Why it was not kept though somebody reads it. */
  readonly unkept?: string;
  /** Of the body, as it came. */
  readonly bytes: number;
  readonly phases: Phases;
}

/**
 * What became of a request. A `response` is any complete HTTP answer, whatever its status; redirects are
 * not followed. `timeout` means that no complete answer came in time. `network-error` carries the
 * system's or parser's code, such as ECONNREFUSED. `aborted` was cut off by the caller. `queuedMs` is
 * what it is in Phases.
 */
export type Reply =
  | ResponseReply
  | { kind: 'timeout'; queuedMs?: number }
  | { kind: 'network-error'; code: string; message: string; queuedMs?: number }
  | { kind: 'aborted'; queuedMs?: number };

/**
 * Sends requests to one origin. `send` starts at once, unless `maxConnections` makes it wait for a
 * connection: then the reply tells for how long. It never rejects, and settles within `timeoutMs` of
 * having its connection. `abort` cuts off all that are under way or wait; `close` also frees every
 * connection and timer.
 */
export interface Transport {
  /** Whether a request may be written some time after `send` has returned, when the thread has nothing else to do. */
  readonly defersWrites?: boolean;
  send(request: WireRequest): Promise<Reply>;
  abort(): void;
  close(): Promise<void>;
}

export interface TransportOptions {
  target: TargetEndpoint;
  timeoutMs: number;
  /** Of a longer answer the body is counted, and not kept. */
  maxResponseBytes: number;
  /** As many bytes of bodies under way are kept together. */
  maxHeldBytes: number;
  connection?: Connection;
}

/**
 * Calls back once the event loop has looked at its sockets: of a thread that was busy until a timer was
 * overdue, the timer comes first, and an answer that is there would count as missing.
 */
export function afterPoll(callback: () => void): void {
  setImmediate(callback);
}
