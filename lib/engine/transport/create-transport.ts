import type { Connection, TargetEndpoint } from '@/lib/plan/connection';
import { createSocketTransport } from './http1/socket-transport';
import { createHttp2Transport } from './http2/http2-transport';
import { MAX_HELD_MB, MAX_RESPONSE_MB } from './kept-body';
import type { Transport } from './transport';
import { createUndiciTransport } from './undici/undici-transport';

const MB = 1024 * 1024;

/** HTTP/2 by Node, HTTP/1.1 on our own sockets; through a proxy, and on Windows, by undici. */
export function createTransport(
  target: TargetEndpoint,
  timeoutMs: number,
  connection: Connection = {},
): Transport {
  const options = {
    target,
    timeoutMs,
    maxResponseBytes: MAX_RESPONSE_MB * MB,
    maxHeldBytes: MAX_HELD_MB * MB,
    connection,
  };
  if (connection.http === '2') return createHttp2Transport(options);
  const byUndici = connection.proxy !== undefined || process.platform === 'win32';
  return byUndici ? createUndiciTransport(options) : createSocketTransport(options);
}
