/** HTTP/2's own ways to fail; the message is ready to be read. */
export class Http2Failure extends Error {
  constructor(
    readonly code: 'HTTP2_GOAWAY' | 'HTTP2_RESET' | 'HTTP2_NOT_SPOKEN' | 'HTTP2_INVALID',
    message: string,
  ) {
    super(message);
  }
}
