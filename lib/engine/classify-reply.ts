import { failsInLocust } from '@/lib/engine/users/training-api/methods';
import { type RpcReply, readRpcReply } from '@/lib/engine/users/training-api/rpc';
import type { Outcome } from '@/lib/stats/outcome';
import { RESPONSE_TOO_LARGE } from './transport/network-error';
import type { Reply } from './transport/transport';

/** A reply as it is counted. `code` and `message` tell failures apart; both are empty when ok. */
export interface Classified {
  outcome: Exclude<Outcome, 'dropped'>;
  locustFailed: boolean;
  code: string;
  message: string;
  /** What the service said, for the user who asked; undefined when nothing readable came. */
  rpc?: RpcReply;
}

/** Tells transport, HTTP and JSON-RPC failures apart. */
export function classifyReply(endpoint: string, reply: Reply): Classified {
  switch (reply.kind) {
    case 'timeout':
      return {
        outcome: 'timeout',
        locustFailed: true,
        code: 'TIMEOUT',
        message: 'no response before the timeout',
      };
    case 'aborted':
      return { outcome: 'aborted', locustFailed: false, code: '', message: '' };
    case 'network-error':
      return {
        outcome: 'networkError',
        locustFailed: true,
        code: reply.code,
        message: reply.message,
      };
    case 'response':
      // A bad status says enough without the body.
      return reply.unkept === undefined || reply.status !== 200
        ? classifyRpc(endpoint, readRpcReply(reply.status, reply.body))
        : unread(reply.unkept);
  }
}

function unread(why: string): Classified {
  return { outcome: 'networkError', locustFailed: true, code: RESPONSE_TOO_LARGE, message: why };
}

// Spelled out, for this is asked for every request: spreads cost more than the rest together.
function classifyRpc(endpoint: string, rpc: RpcReply): Classified {
  const locustFailed = failsInLocust(endpoint, rpc);
  switch (rpc.kind) {
    case 'result':
      return { outcome: 'ok', locustFailed, code: '', message: '', rpc };
    case 'rpc-error': {
      const { code, message } = rpc;
      return { outcome: 'rpcError', locustFailed, code: String(code), message, rpc };
    }
    case 'http-error': {
      const code = String(rpc.status);
      return { outcome: 'httpError', locustFailed, code, message: `HTTP ${code}`, rpc };
    }
    case 'malformed':
      return { outcome: 'rpcError', locustFailed, code: 'NOT_RPC', message: rpc.reason, rpc };
  }
}
