import type { HttpSpec, RequestSpec, RpcSpec } from '@/lib/plan/request';
import type { TargetEndpoint } from '@/lib/plan/target-endpoint';
import { compileHeaders } from '@/lib/requests/compile-headers';
import { compileJson } from '@/lib/requests/compile-json';
import type { Slots } from '@/lib/requests/compile-part';
import { compilePath } from '@/lib/requests/compile-path';
import { compileText } from '@/lib/requests/compile-text';
import { neededValues } from '@/lib/requests/needed-values';
import { compileJudge, type Judge } from './compile-judge';
import { concat, type RenderContext, type Rendered } from './render';

/** A request of the plan, ready to be filled in again and again. */
export interface CompiledRequest {
  endpoint: string;
  method: string;
  path: Rendered;
  headers: (context: RenderContext) => Readonly<Record<string, string>>;
  body: Rendered | undefined;
  judge: Judge;
  /** Places of the values that must be known first. */
  needs: readonly number[];
}

export function compileRequest(
  request: RequestSpec,
  target: TargetEndpoint,
  slots: Slots,
): CompiledRequest {
  const sent =
    'http' in request
      ? compileHttp(request.http, target, slots)
      : compileRpc(request.rpc, target, slots);
  return {
    endpoint: request.name,
    ...sent,
    judge: compileJudge(request, slots),
    needs: neededValues(request).map((name) => slots.get(name) ?? -1),
  };
}

type Sent = Pick<CompiledRequest, 'method' | 'path' | 'headers' | 'body'>;

function compileHttp(http: HttpSpec, target: TargetEndpoint, slots: Slots): Sent {
  const { method, path, headers = {}, body } = http;
  const isJson = body !== undefined && typeof body !== 'string';
  return {
    method,
    path: compilePath(path, slots, new URL(target.url).origin),
    headers: compileHeaders(
      {
        accept: '*/*',
        ...(isJson && { 'content-type': 'application/json' }),
        ...commonHeaders(target),
        ...lowerCased(headers),
      },
      slots,
    ),
    body: isJson
      ? compileJson(body, slots)
      : typeof body === 'string'
        ? compileText(body, slots)
        : undefined,
  };
}

function compileRpc({ method, params }: RpcSpec, target: TargetEndpoint, slots: Slots): Sent {
  const { pathname, search } = new URL(target.url);
  const headers = {
    'content-type': 'application/json',
    accept: 'application/json',
    ...commonHeaders(target),
  };
  const rest = `,"method":${JSON.stringify(method)}`;
  return {
    method: 'POST',
    path: `${pathname}${search}`,
    headers: () => headers,
    body: concat([
      '{"jsonrpc":"2.0","id":',
      ({ counter }) => String(counter),
      rest,
      ...(params === undefined ? [] : [',"params":', compileJson(params, slots)]),
      '}',
    ]),
  };
}

function commonHeaders({ token }: TargetEndpoint): Record<string, string> {
  return {
    'user-agent': 'plimsoll',
    ...(token !== undefined && { authorization: `Bearer ${token}` }),
  };
}

function lowerCased(headers: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]),
  );
}
