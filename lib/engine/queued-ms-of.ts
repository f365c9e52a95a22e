import type { Reply } from './transport/transport';

/** How much of a request's time was spent waiting for a connection: no time of the service's. */
export function queuedMsOf(reply: Reply): number {
  return (reply.kind === 'response' ? reply.phases.queuedMs : reply.queuedMs) ?? 0;
}
