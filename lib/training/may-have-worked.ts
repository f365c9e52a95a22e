import type { RpcReply } from '@/lib/users/training-api/rpc';

/** Whether the service may have done what it was asked to, though no answer says so. Undefined: no answer. */
export function mayHaveWorked(reply: RpcReply | undefined): boolean {
  switch (reply?.kind) {
    case undefined:
    case 'malformed':
      return true;
    case 'http-error':
      return reply.status >= 500;
    case 'rpc-error':
    case 'result':
      return false;
  }
}
