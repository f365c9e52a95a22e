import { describeTrainingError } from '@/lib/users/training-api/methods';
import type { RpcReply } from '@/lib/users/training-api/rpc';
import { isTlsCode } from './transport/network-error';
import type { Reply } from './transport/transport';

export const TARGET_PROBLEMS = [
  'refused',
  'unknown-host',
  'tls',
  'timeout',
  'connection',
  'credentials',
  'not-found',
  'rate-limited',
  'http',
  'not-rpc',
  'rpc-error',
] as const;

/** What kind of thing is wrong with a target: which field of it to look at, for one. */
export type TargetProblem = (typeof TARGET_PROBLEMS)[number];

/** What a call to `url` came to instead of a result, in a sentence that says where. */
export function describeProblem(
  url: string,
  method: string,
  reply: Reply,
  rpc: RpcReply | undefined,
  timeoutMs: number,
): { kind: TargetProblem; message: string } {
  switch (reply.kind) {
    case 'timeout':
    case 'aborted':
      return { kind: 'timeout', message: `${url} did not answer within ${timeoutMs / 1000} s.` };
    case 'network-error':
      return networkProblem(url, reply.code, reply.message);
    case 'response':
      return answerProblem(url, method, rpc);
  }
}

function answerProblem(url: string, method: string, rpc: RpcReply | undefined) {
  if (rpc?.kind === 'http-error') return httpProblem(url, rpc.status);
  if (rpc?.kind !== 'rpc-error') {
    const reason = rpc?.kind === 'malformed' ? ` ${rpc.reason}` : '';
    return { kind: 'not-rpc', message: `${url} answered, but not in JSON-RPC.${reason}` } as const;
  }
  const meaning = describeTrainingError(rpc.code);
  const words = [meaning === undefined ? '' : ` (${meaning})`, rpc.message && `: ${rpc.message}`];
  const message = `${url} answered ${method} with error ${rpc.code}${words.join('')}`;
  return { kind: 'rpc-error', message: `${message.replace(/\.$/, '')}.` } as const;
}

function networkProblem(url: string, code: string, message: string) {
  if (code === 'ECONNREFUSED')
    return { kind: 'refused', message: `Nothing is listening at ${url} (${message}).` } as const;
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN')
    return { kind: 'unknown-host', message: `The host of ${url} was not found.` } as const;
  const kind = isTlsCode(code) ? 'tls' : 'connection';
  return { kind, message: `The call to ${url} failed: ${message} (${code}).` } as const;
}

function httpProblem(url: string, status: number) {
  const told = `(HTTP ${status}).`;
  if (status === 401 || status === 403)
    return { kind: 'credentials', message: `${url} refused the credentials ${told}` } as const;
  if (status === 404)
    return {
      kind: 'not-found',
      message: `There is nothing at this path of the service: ${url} ${told}`,
    } as const;
  if (status === 429)
    return { kind: 'rate-limited', message: `${url} limits the rate of requests ${told}` } as const;
  return { kind: 'http', message: `${url} answered with HTTP ${status}.` } as const;
}
