import { METHODS } from '@/lib/plan/intended-mix';
import type { RpcReply } from '@/lib/users/training-api/rpc';

/**
 * Whether the original Locust files would have counted this as a failure: for status any result or
 * error passes, for export and cancel any HTTP 200; all else must be a result.
 */
export function failsInLocust(endpoint: string, reply: RpcReply): boolean {
  switch (reply.kind) {
    case 'result':
      return false;
    case 'rpc-error':
      return ![METHODS.status, METHODS.export, METHODS.cancel].some((name) => name === endpoint);
    case 'malformed':
      return ![METHODS.export, METHODS.cancel].some((name) => name === endpoint);
    case 'http-error':
      return true;
  }
}
