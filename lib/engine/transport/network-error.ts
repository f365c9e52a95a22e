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
export function wordsOf(error: unknown, answering: boolean): string {
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
