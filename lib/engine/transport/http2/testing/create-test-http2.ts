import type { Connection } from '@/lib/plan/connection';
import { createHttp2Transport } from '../http2-transport';

/** HTTP/2 as the contracts want it. */
export function createTestHttp2(url: string, timeoutMs: number, connection?: Connection) {
  const target = { url, token: 'secret' };
  const settings = { http: '2', ...connection } as const;
  return createHttp2Transport({
    target,
    timeoutMs,
    maxResponseBytes: 100_000,
    maxHeldBytes: 150_000,
    connection: settings,
  });
}
