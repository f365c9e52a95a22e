import type { Outcome } from '@/lib/stats/outcome';
import { InvalidResponse } from './http1/response-head';
import { MAX_HELD_MB, MAX_RESPONSE_MB } from './kept-body';

/** The system's, TLS's or parser's code of a failed connection: "ECONNREFUSED", "INVALID_HTTP". */
export function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return 'UNKNOWN';
  // undici's own code of it is undefined for some.
  if (error.name === 'HTTPParserError') return 'INVALID_HTTP';
  if (!('code' in error)) return 'UNKNOWN';
  return error.code === 'UND_ERR_SOCKET' ? 'CONNECTION_CLOSED' : String(error.code);
}

/** The code of an answer whose body was too large to be read, though somebody reads it. */
export const RESPONSE_TOO_LARGE = 'RESPONSE_TOO_LARGE';

const WORDS: Record<string, string> = {
  ECONNREFUSED: 'connection refused',
  ECONNRESET: 'connection reset by the service',
  EPIPE: 'connection closed by the service while sending',
  ENOTFOUND: 'host name not found',
  EAI_AGAIN: 'host name lookup failed',
  EHOSTUNREACH: 'host unreachable',
  ENETUNREACH: 'network unreachable',
  EMFILE: 'this machine ran out of file handles',
  EADDRNOTAVAIL: 'this machine ran out of local ports',
  CONNECTION_CLOSED: 'connection closed by the service',
  UND_ERR_RES_CONTENT_LENGTH_MISMATCH: 'the response was shorter or longer than announced',
  UND_ERR_HEADERS_OVERFLOW: 'the response headers were too large',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'the certificate is self-signed',
  SELF_SIGNED_CERT_IN_CHAIN: 'the certificate chain is self-signed',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'the certificate could not be verified',
  CERT_HAS_EXPIRED: 'the certificate has expired',
  ERR_SSL_TLSV1_ALERT_NO_APPLICATION_PROTOCOL: 'the service does not speak this version of HTTP',
  ERR_TLS_CERT_ALTNAME_INVALID: 'the certificate is for another host',
};

// OpenSSL's words for an answer that is not TLS; the code is only EPROTO.
const NO_TLS = /wrong version number|packet length too long|unknown protocol|http request/i;

/** The same in words; `answering` when the service had begun to answer. */
export function describeError(error: unknown, answering: boolean): string {
  const code = codeOf(error);
  if (code === 'CONNECTION_CLOSED' || code === 'ECONNRESET')
    return `${WORDS[code]} ${answering ? 'before the response was complete' : 'without a response'}`;
  if (code === 'INVALID_HTTP') return invalidHttp(error);
  if (isTlsCode(code) && WORDS[code] === undefined)
    return error instanceof Error && NO_TLS.test(error.message)
      ? 'the service does not speak TLS on this port'
      : 'TLS could not be set up';
  return WORDS[code] ?? (error instanceof Error && error.message !== '' ? error.message : code);
}

export function isTlsCode(code: string): boolean {
  return (
    code.startsWith('ERR_SSL') ||
    code.startsWith('ERR_TLS') ||
    code.includes('CERT') ||
    code === 'UNABLE_TO_VERIFY_LEAF_SIGNATURE' ||
    code === 'EPROTO'
  );
}

function invalidHttp(error: unknown): string {
  const detail = error instanceof InvalidResponse ? `: ${error.message}` : '';
  return `the response was not valid HTTP${detail}`;
}

/** What to do about a failure; undefined when there is nothing better to say than the failure itself. */
export function adviceFor(failure: {
  outcome: Outcome;
  code: string;
  message: string;
}): string | undefined {
  switch (failure.outcome) {
    case 'networkError':
      return networkAdvice(failure.code);
    case 'timeout':
      return 'Check whether the service is overloaded or waiting for a dependency, or increase the timeout of the plan.';
    case 'httpError':
      return httpAdvice(Number(failure.code));
    case 'rpcError':
      return rpcAdvice(failure.code, failure.message);
    case 'ok':
    case 'aborted':
    case 'dropped':
      return undefined;
  }
}

function networkAdvice(code: string): string {
  if (isTlsCode(code))
    return 'Check the certificate and whether the URL should start with http://.';
  switch (code) {
    case 'ECONNREFUSED':
      return 'Start the service or correct the port in the target’s URL.';
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return 'Check the host name in the target’s URL.';
    case 'EHOSTUNREACH':
    case 'ENETUNREACH':
      return 'Check the address and whether this machine can reach it.';
    case 'EMFILE':
    case 'EADDRNOTAVAIL':
      return 'The load generator has reached its own limit. Use fewer users or raise the limit of open files.';
    case RESPONSE_TOO_LARGE:
      return `At most ${MAX_RESPONSE_MB} MB of a response, and ${MAX_HELD_MB} MB of all in flight at once, are kept to be checked. Request less data at once, use fewer users, or remove the checks and extracted values that need the body.`;
    case 'NO_FREE_CONNECTION':
      return 'The connection limit of the plan was reached. Raise it or reduce the load.';
    case 'BAD_REQUEST_HEADER':
      return 'The request was not sent. Correct it in the plan.';
    case 'HTTP2_NOT_SPOKEN':
      return 'Use HTTP/1.1 in the plan.';
    case 'PROXY_UNREACHABLE':
    case 'PROXY_REFUSED':
    case 'PROXY_INVALID':
      return 'Check the proxy in the plan’s connection settings and whether it allows requests to the target.';
    case 'PROXY_AUTH_REQUIRED':
      return 'Add the user and password to the proxy URL: http://user:password@host:port.';
    default:
      return 'Check the service’s log: it closed the connection or returned something other than HTTP.';
  }
}

function httpAdvice(status: number): string | undefined {
  if (status === 401 || status === 403) return 'Enter a valid token for the target.';
  if (status === 404 || status === 405)
    return 'Check the path in the target’s URL; the training API is usually at /api/v1/jsonrpc.';
  if (status === 413) return 'The service rejects requests of this size. Raise its limit.';
  if (status === 429)
    return 'The service is rate-limiting requests. Raise its limit or reduce the load.';
  if (status >= 300 && status < 400)
    return 'Redirects are not followed. Enter the URL that the service redirects to.';
  if (status >= 500) return 'Check the service’s log.';
  return undefined;
}

function rpcAdvice(code: string, message: string): string | undefined {
  if (code === 'NOT_RPC')
    return message.includes('HTML')
      ? 'This looks like a web page. Check the path in the target’s URL; the training API is usually at /api/v1/jsonrpc.'
      : 'Check that the target’s URL is the JSON-RPC endpoint, and check the service’s log.';
  switch (Number(code)) {
    case -32601:
      return 'The service does not support this method. Check that it implements the training API.';
    case -40001:
      return 'Raise the service’s budget or use fewer iterations.';
    case -40003:
      return 'The job had already ended when it was cancelled. This is not a fault of the service.';
    default:
      return undefined;
  }
}
