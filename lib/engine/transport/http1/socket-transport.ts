import { SocketConnection } from '../../http1/socket-connection';
import { jsonHeadersFor } from '../../json-headers';
import { ConnectionPool } from '../connection-pool';
import { createDialler } from '../dial';
import type { Transport, TransportOptions } from '../transport';
import { RequestWriter } from './request-writer';

const READ_BUFFER_BYTES = 64 * 1024;

/**
 * HTTP/1.1 straight on sockets, at about half of undici's cost: one request at a time on each connection.
 * Strict about what comes back: see ResponseReader.
 */
export function createSocketTransport(options: TransportOptions): Transport {
  const { target, timeoutMs, maxResponseBytes, connection = {} } = options;
  const { keepAlive = true, maxConnections } = connection;
  const url = new URL(target.url);
  const common = {
    dialler: createDialler(url, connection, 'http/1.1'),
    writer: new RequestWriter(url, jsonHeadersFor(target), keepAlive),
    timeoutMs,
    maxResponseBytes,
    keepAlive,
    // One for all: libuv fills it and hands it over before it reads from the next socket.
    readBuffer: Buffer.allocUnsafeSlow(READ_BUFFER_BYTES),
  };
  return new ConnectionPool({
    connect: (onSettled) => new SocketConnection({ ...common, onSettled }),
    maxConnections,
    timeoutMs,
  });
}
