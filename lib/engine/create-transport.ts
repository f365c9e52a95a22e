import type { TargetEndpoint } from '@/lib/plan/target-endpoint';
import { createSocketTransport } from './http1/socket-transport';
import type { Transport } from './transport';
import { createUndiciTransport } from './undici-transport';

const MAX_RESPONSE_BYTES = 64 * 1024 * 1024;

/** Our own sockets for plain HTTP/1.1, undici for everything else. */
export function createTransport(target: TargetEndpoint, timeoutMs: number): Transport {
  const options = { target, timeoutMs, maxResponseBytes: MAX_RESPONSE_BYTES };
  // On Windows a read fills its buffer later, when another socket may be using it.
  const onSockets = target.url.startsWith('http:') && process.platform !== 'win32';
  return onSockets ? createSocketTransport(options) : createUndiciTransport(options);
}
