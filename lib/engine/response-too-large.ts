/** An answer of which no more is read. */
export class ResponseTooLarge extends Error {
  readonly code = 'RESPONSE_TOO_LARGE';
  constructor(maxBytes: number) {
    super(`the answer was larger than ${maxBytes / 1024 / 1024} MB`);
  }
}
