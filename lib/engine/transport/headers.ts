import type { TargetEndpoint } from '@/lib/plan/connection';
import type { Reply, WireRequest } from './transport';

/** Headers as Node and undici give them, names in lower case, in the form of ResponseReply. */
export function joinHeaders(
  headers: Readonly<Record<string, string | string[] | undefined>>,
): Record<string, string> {
  // Without a prototype: a header may be called "constructor".
  const joined: Record<string, string> = Object.create(null);
  for (const [name, value] of Object.entries(headers)) {
    if (value !== undefined) joined[name] = [value].flat().map(withoutPadding).join(', ');
  }
  return joined;
}

/** A request's headers, or those of JSON, with its trace. */
export function allHeaders(
  { headers, traceparent }: WireRequest,
  jsonHeaders: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> {
  const given = headers ?? jsonHeaders;
  return traceparent === undefined ? given : { ...given, traceparent };
}

/** The headers of a JSON request to a target, its credentials among them. Throws for a token that cannot be sent. */
export function jsonHeadersFor(target: TargetEndpoint): Record<string, string> {
  const headers = {
    'content-type': 'application/json',
    accept: 'application/json',
    'user-agent': 'plimsoll',
    ...(target.token === undefined ? {} : { authorization: `Bearer ${target.token}` }),
  };
  const problem = requestProblem({ headers });
  if (problem?.kind === 'network-error') throw new Error(problem.message);
  return headers;
}

/** A header's value without the white space around it. */
export function withoutPadding(value: string): string {
  // Not `trim`: a no-break space is part of the value.
  return value.replace(/^[\t ]+|[\t ]+$/g, '');
}

const TOKEN = /^[!#$%&'*+\-.^_`|~\dA-Za-z]+$/;
const NOT_IN_PATH = /[^\x21-\x7e]/;
const NOT_IN_VALUE = /[^\t\x20-\x7e\x80-\xff]/;

/** What the transport itself says, or does not support: two of them would be read in two ways. */
const OF_THE_CONNECTION = new Set([
  'connection',
  'content-length',
  'expect',
  'host',
  'http2-settings',
  'keep-alive',
  'proxy-connection',
  'transfer-encoding',
  'upgrade',
]);

/** The reply to a request that must not be sent, for it would become another one; undefined: it may be. */
export function requestProblem({ method, path, headers }: WireRequest): Reply | undefined {
  if (method !== undefined && (method === 'CONNECT' || !TOKEN.test(method)))
    return refused(`The method ${JSON.stringify(method)} cannot be sent.`);
  if (path !== undefined && (!path.startsWith('/') || NOT_IN_PATH.test(path)))
    return refused(
      path.startsWith('/')
        ? 'The path contains an invalid character.'
        : 'The path does not start with a slash.',
    );
  for (const name in headers) {
    const value = headers[name];
    if (!TOKEN.test(name)) return refused(`${JSON.stringify(name)} is not a valid header name.`);
    if (OF_THE_CONNECTION.has(name)) return refused(`The header ${name} is set by the connection.`);
    if (value === undefined || NOT_IN_VALUE.test(value))
      return refused(`The header ${name} contains an invalid character.`);
  }
  return undefined;
}

function refused(message: string): Reply {
  return { kind: 'network-error', code: 'BAD_REQUEST_HEADER', message };
}
