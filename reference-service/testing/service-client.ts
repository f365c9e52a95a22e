import type { RpcErrorBody } from '../rpc/dispatch';

/** A result as the tests look into it: any field may be asked for. */
export interface Fields {
  [name: string]: unknown;
}

export interface RpcAnswer {
  id: string | number | null;
  result?: Fields;
  error?: RpcErrorBody;
}

/** Posts a body to the service's JSON-RPC endpoint: a text as it is, anything else as JSON. */
export function post(url: string, body: unknown, headers: Record<string, string> = {}) {
  return fetch(`${url}/api/v1/jsonrpc`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
}

export async function call(url: string, method: string, params?: unknown): Promise<RpcAnswer> {
  const response = await post(url, { jsonrpc: '2.0', id: 1, method, params });
  return (await response.json()) as RpcAnswer;
}

/** The result of a call that must succeed. */
export async function resultOf(url: string, method: string, params?: unknown): Promise<Fields> {
  const { result, error } = await call(url, method, params);
  if (!result) throw new Error(`${method} failed: ${JSON.stringify(error)}`);
  return result;
}

/** The error code of a call that must fail. */
export async function codeOf(url: string, method: string, params?: unknown): Promise<number> {
  const { error } = await call(url, method, params);
  if (!error) throw new Error(`${method} did not fail.`);
  return error.code;
}
