import { jsonHeadersFor } from '../../json-headers';
import { UndiciConnection } from '../../undici/undici-connection';
import { ConnectionPool } from '../connection-pool';
import { createDialler } from '../dial';
import type { Transport, TransportOptions } from '../transport';

/** HTTP/1.1 through undici, one request at a time on each connection; the connections are our own. */
export function createUndiciTransport(options: TransportOptions): Transport {
  const { target, timeoutMs, maxResponseBytes, connection = {} } = options;
  const { keepAlive = true, maxConnections } = connection;
  const url = new URL(target.url);
  const common = {
    origin: url.origin,
    path: url.pathname + url.search,
    jsonHeaders: jsonHeadersFor(target),
    dialler: createDialler(url, connection, 'http/1.1'),
    timeoutMs,
    maxResponseBytes,
    keepAlive,
  };
  return new ConnectionPool({
    connect: (onSettled) => new UndiciConnection({ ...common, onSettled }),
    maxConnections,
    timeoutMs,
  });
}
