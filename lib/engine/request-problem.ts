import type { Reply, WireRequest } from './transport/transport';

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
        ? 'The path has a character that paths may not have.'
        : 'The path does not begin with a slash.',
    );
  for (const name in headers) {
    const value = headers[name];
    if (!TOKEN.test(name)) return refused(`${JSON.stringify(name)} is not the name of a header.`);
    if (OF_THE_CONNECTION.has(name)) return refused(`The header ${name} is set by the connection.`);
    if (value === undefined || NOT_IN_VALUE.test(value))
      return refused(`The header ${name} has a character that headers may not have.`);
  }
  return undefined;
}

function refused(message: string): Reply {
  return { kind: 'network-error', code: 'BAD_REQUEST_HEADER', message };
}
