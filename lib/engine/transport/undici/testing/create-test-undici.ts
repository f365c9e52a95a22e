import type { Connection } from '@/lib/plan/connection';
import { createUndiciTransport } from '../undici-transport';

/** undici as the contracts want it. */
export function createTestUndici(url: string, timeoutMs: number, connection?: Connection) {
  const target = { url, token: 'secret' };
  return createUndiciTransport({
    target,
    timeoutMs,
    maxResponseBytes: 100_000,
    maxHeldBytes: 150_000,
    connection,
  });
}
