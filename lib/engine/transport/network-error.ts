import type { Outcome } from '@/lib/stats/outcome';
import { InvalidResponse } from './http1/response-head';

/** The system's, TLS's or parser's code of a failed connection: "ECONNREFUSED", "INVALID_HTTP". */
export function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return 'UNKNOWN';
  // undici's own code of it is undefined for some.
  if (error.name === 'HTTPParserError') return 'INVALID_HTTP';
  if (!('code' in error)) return 'UNKNOWN';
  return error.code === 'UND_ERR_SOCKET' ? 'CONNECTION_CLOSED' : String(error.code);
}

const WORDS: Record<string, string> = {
  ECONNREFUSED: 'connection refused',
  ECONNRESET: 'connection reset by the service',
  EPIPE: 'connection closed by the service while sending',
  ENOTFOUND: 'host name not found',
  EAI_AGAIN: 'host name could not be looked up',
  EHOSTUNREACH: 'host unreachable',
  ENETUNREACH: 'network unreachable',
  EMFILE: 'this machine is out of file handles',
  EADDRNOTAVAIL: 'this machine is out of local ports',
  CONNECTION_CLOSED: 'connection closed by the service',
  UND_ERR_RES_CONTENT_LENGTH_MISMATCH: 'the answer was not as long as it announced',
  UND_ERR_HEADERS_OVERFLOW: 'the headers of the answer were too large',
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
    return `${WORDS[code]} ${answering ? 'before the answer was complete' : 'without an answer'}`;
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
  return `the answer was not valid HTTP${detail}`;
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
      return 'Look whether the service is overloaded or waits for something it depends on; or give the plan a longer time-out.';
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
    return 'Check the certificate, and whether the URL should start with http://.';
  switch (code) {
    case 'ECONNREFUSED':
      return 'Start the service, or correct the port in the target’s URL.';
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return 'Check the host name in the target’s URL.';
    case 'EHOSTUNREACH':
    case 'ENETUNREACH':
      return 'Check the address, and whether this machine may reach it.';
    case 'EMFILE':
    case 'EADDRNOTAVAIL':
      return 'The generator is at its own limit: use fewer users, or raise the limit of open files.';
    case 'RESPONSE_TOO_LARGE':
      return 'Ask for less in one request.';
    case 'NO_FREE_CONNECTION':
      return 'The plan’s own bound on connections was reached: raise it, or send less.';
    case 'BAD_REQUEST_HEADER':
      return 'Correct the request in the plan: it was not sent.';
    case 'HTTP2_NOT_SPOKEN':
      return 'Let the plan use HTTP/1.1.';
    case 'PROXY_UNREACHABLE':
    case 'PROXY_REFUSED':
    case 'PROXY_INVALID':
      return 'Check the proxy in the plan’s connection settings, and whether it lets requests through to the target.';
    case 'PROXY_AUTH_REQUIRED':
      return 'Put the proxy’s user and password into its URL: http://user:password@host:port.';
    default:
      return 'See the service’s log: it closed the connection, or answered with something that is not HTTP.';
  }
}

function httpAdvice(status: number): string | undefined {
  if (status === 401 || status === 403) return 'Enter the right token for the target.';
  if (status === 404 || status === 405)
    return 'Check the path in the target’s URL; the training API is usually at /api/v1/jsonrpc.';
  if (status === 413) return 'The service refuses requests of this size: raise its limit.';
  if (status === 429) return 'The service limits the rate: raise its limit, or slow the plan down.';
  if (status >= 300 && status < 400)
    return 'Redirects are not followed: enter the URL that the service redirects to.';
  if (status >= 500) return 'See the service’s log for what went wrong.';
  return undefined;
}

function rpcAdvice(code: string, message: string): string | undefined {
  if (code === 'NOT_RPC')
    return message.includes('HTML')
      ? 'This looks like a web page: check the path in the target’s URL; the training API is usually at /api/v1/jsonrpc.'
      : 'Check that the target’s URL is the JSON-RPC endpoint, and see the service’s log.';
  switch (Number(code)) {
    case -32601:
      return 'The service does not know this method: is it a training service of this API?';
    case -40001:
      return 'Raise the service’s budget, or train for fewer iterations.';
    case -40003:
      return 'The job had ended before it was cancelled: nothing is wrong with the service.';
    default:
      return undefined;
  }
}

/** An answer of which no more is read. */
export class ResponseTooLarge extends Error {
  readonly code = 'RESPONSE_TOO_LARGE';
  constructor(maxBytes: number) {
    super(`the answer was larger than ${maxBytes / 1024 / 1024} MB`);
  }
}
