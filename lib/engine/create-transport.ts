import type { Connection } from '@/lib/plan/connection';
import type { TargetEndpoint } from '@/lib/plan/target-endpoint';
import { createSocketTransport } from './http1/socket-transport';
import type { Transport } from './transport';
import { createUndiciTransport } from './undici/undici-transport';

const MAX_RESPONSE_BYTES = 64 * 1024 * 1024;

/** Our own sockets for plain HTTP/1.1, undici for everything else. */
export function createTransport(
  target: TargetEndpoint,
  timeoutMs: number,
  connection: Connection = {},
): Transport {
  const options = { target, timeoutMs, maxResponseBytes: MAX_RESPONSE_BYTES, connection };
  const onSockets = target.url.startsWith('http:') && connection.proxy === undefined;
  return onSockets ? createSocketTransport(options) : createUndiciTransport(options);
}
