import type { TargetEndpoint } from '@/lib/plan/target-endpoint';
import type { Transport } from './transport';
import { TransportConnection } from './transport-connection';

export interface TransportOptions {
  target: TargetEndpoint;
  timeoutMs: number;
  /** A longer answer is a network error. */
  maxResponseBytes?: number;
}

const MAX_RESPONSE_BYTES = 64 * 1024 * 1024;

/** HTTP/1.1 through undici: one request at a time on each connection, idle connections used again. */
export function createUndiciTransport(options: TransportOptions): Transport {
  const { target, timeoutMs, maxResponseBytes = MAX_RESPONSE_BYTES } = options;
  const url = new URL(target.url);
  const open = new Set<TransportConnection>();
  const idle: TransportConnection[] = [];

  const connect = () => {
    const connection = new TransportConnection({
      origin: url.origin,
      path: url.pathname + url.search,
      headers: headersFor(target),
      timeoutMs,
      maxResponseBytes,
      onSettled,
    });
    open.add(connection);
    return connection;
  };
  const drop = (connection: TransportConnection) => {
    open.delete(connection);
    return connection.destroy().catch(() => undefined);
  };
  const onSettled = (connection: TransportConnection, reusable: boolean) => {
    if (reusable) idle.push(connection);
    else void drop(connection);
  };

  return {
    send: ({ body }) => (idle.pop() ?? connect()).send(body),
    abort() {
      for (const connection of [...open]) connection.cut({ kind: 'aborted' });
    },
    async close() {
      this.abort();
      idle.length = 0;
      await Promise.all([...open].map(drop));
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
