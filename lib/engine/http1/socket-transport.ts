import { jsonHeadersFor } from '../json-headers';
import type { Transport, TransportOptions } from '../transport';
import { SocketConnection } from './socket-connection';

const READ_BUFFER_BYTES = 64 * 1024;

/**
 * Plain HTTP/1.1 straight on sockets, at about half of undici's cost: one request at a time on each
 * connection, idle connections used again. Strict about what comes back: see ResponseReader.
 */
export function createSocketTransport(options: TransportOptions): Transport {
  const { target, timeoutMs, maxResponseBytes } = options;
  const url = new URL(target.url);
  const head = headOf(url, jsonHeadersFor(target));
  // One for all: libuv fills it and hands it over before it reads from the next socket.
  const readBuffer = Buffer.allocUnsafeSlow(READ_BUFFER_BYTES);
  const open = new Set<SocketConnection>();
  const idle: SocketConnection[] = [];

  const onSettled = (connection: SocketConnection, reusable: boolean) => {
    if (reusable) idle.push(connection);
    else drop(connection);
  };
  const drop = (connection: SocketConnection) => {
    if (open.delete(connection)) connection.destroy();
  };
  const connect = () => {
    const connection = new SocketConnection({
      host: url.hostname.replace(/^\[|\]$/g, ''),
      port: Number(url.port || 80),
      timeoutMs,
      maxResponseBytes,
      readBuffer,
      onSettled,
    });
    open.add(connection);
    return connection;
  };
  const takeIdle = (): SocketConnection | undefined => {
    for (let connection = idle.pop(); connection !== undefined; connection = idle.pop()) {
      if (connection.isFresh(performance.now())) return connection;
      drop(connection);
    }
    return undefined;
  };

  return {
    send: ({ body }) =>
      (takeIdle() ?? connect()).send(`${head}${Buffer.byteLength(body)}\r\n\r\n${body}`),
    abort() {
      for (const connection of [...open]) connection.cut({ kind: 'aborted' });
    },
    async close() {
      this.abort();
      idle.length = 0;
      for (const connection of [...open]) drop(connection);
    },
  };
}

/** Everything of a request that is always the same, up to the length of its body. */
function headOf(url: URL, headers: Record<string, string>): string {
  const lines = Object.entries({ host: url.host, ...headers }).map(([name, value]) => {
    if (/[^\t\x20-\x7e\x80-\xff]/.test(value))
      throw new Error(`The header ${name} has a character that headers may not have.`);
    return `${name}: ${value}\r\n`;
  });
  return `POST ${url.pathname}${url.search} HTTP/1.1\r\n${lines.join('')}content-length: `;
}
