import type { Reply } from './transport/transport';

/** The reply to a request that was never sent, because every connection there may be was taken. */
export function noFreeConnection(maxConnections: number): Reply {
  const message = `none of the ${maxConnections} connections that the plan allows was free in time`;
  return { kind: 'network-error', code: 'NO_FREE_CONNECTION', message };
}
