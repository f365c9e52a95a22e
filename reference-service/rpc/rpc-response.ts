import { ServiceError } from '../service-error';
import { errorCodes, internalErrorCode } from './error-code';

export type RpcId = string | number | null;

export interface RpcErrorBody {
  code: number;
  message: string;
  data?: { details: string; problems: readonly string[] };
}

export interface RpcSuccess {
  jsonrpc: '2.0';
  result: object;
  id: RpcId;
}

export interface RpcFailure {
  jsonrpc: '2.0';
  error: RpcErrorBody;
  id: RpcId;
}

export type RpcResponse = RpcSuccess | RpcFailure;

export function rpcResult(id: RpcId, result: object): RpcSuccess {
  return { jsonrpc: '2.0', result, id };
}

/** What a caller is told of an error: all of its own, nothing of ours. */
export function rpcFailure(id: RpcId, error: unknown): RpcFailure {
  if (!(error instanceof ServiceError))
    return { jsonrpc: '2.0', error: { code: internalErrorCode, message: 'Internal error.' }, id };
  const { kind, message, problems } = error;
  const data = { details: problems.join(' '), problems };
  return { jsonrpc: '2.0', error: { code: errorCodes[kind], message, data }, id };
}
