/** A proxy that could not be used; `code` begins with PROXY, the message says what it did. */
export class ProxyError extends Error {
  constructor(
    readonly code: 'PROXY_UNREACHABLE' | 'PROXY_AUTH_REQUIRED' | 'PROXY_REFUSED' | 'PROXY_INVALID',
    message: string,
  ) {
    super(message);
  }
}
