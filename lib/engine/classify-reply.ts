import type { Outcome } from '@/lib/stats/outcome';
import { failsInLocust } from '@/lib/training/fails-in-locust';
import { type RpcReply, readRpcReply } from '@/lib/training/rpc-reply';
import type { Reply } from './transport';

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
        message: 'no answer in time',
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
    case 'response': {
      const rpc = readRpcReply(reply.status, reply.body);
      return { ...readingOf(rpc), locustFailed: failsInLocust(endpoint, rpc), rpc };
    }
  }
}

function readingOf(rpc: RpcReply): Pick<Classified, 'outcome' | 'code' | 'message'> {
  switch (rpc.kind) {
    case 'result':
      return { outcome: 'ok', code: '', message: '' };
    case 'rpc-error':
      return { outcome: 'rpcError', code: String(rpc.code), message: rpc.message };
    case 'http-error':
      return { outcome: 'httpError', code: String(rpc.status), message: `HTTP ${rpc.status}` };
    case 'malformed':
      return { outcome: 'rpcError', code: 'NOT_RPC', message: rpc.reason };
  }
}
