import { jsonHeadersFor } from './json-headers';
import type { Transport, TransportOptions } from './transport';
import { TransportConnection } from './transport-connection';

/** HTTP/1.1 through undici: one request at a time on each connection, idle connections used again. */
export function createUndiciTransport(options: TransportOptions): Transport {
  const { target, timeoutMs, maxResponseBytes } = options;
  const url = new URL(target.url);
  const open = new Set<TransportConnection>();
  const idle: TransportConnection[] = [];

  const connect = () => {
    const connection = new TransportConnection({
      origin: url.origin,
      path: url.pathname + url.search,
      headers: jsonHeadersFor(target),
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
