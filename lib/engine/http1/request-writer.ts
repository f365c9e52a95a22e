import type { WireRequest } from '../transport';

// RFC 9110, 8.6: where a body is expected, its absence is told too.
const EXPECT_A_BODY = new Set(['POST', 'PUT', 'PATCH']);

/** Writes requests to one origin; what is the same for all of them is written once. */
export class RequestWriter {
  private readonly path: string;
  /** A default request up to the length of its body. */
  private readonly head: string;
  /** What follows the path. */
  private readonly common: string;
  private readonly jsonLines: string;

  constructor(url: URL, jsonHeaders: Readonly<Record<string, string>>, keepAlive: boolean) {
    this.path = `${url.pathname}${url.search}`;
    this.common = ` HTTP/1.1\r\nhost: ${url.host}\r\n${keepAlive ? '' : 'connection: close\r\n'}`;
    this.jsonLines = linesOf(jsonHeaders);
    this.head = `POST ${this.path}${this.common}${this.jsonLines}content-length: `;
  }

  /** The request's bytes, as text. It must have no problem (requestProblem). */
  write({ method, path, headers, body }: WireRequest): string {
    if (method === undefined && path === undefined && headers === undefined) {
      const text = body ?? '';
      return `${this.head}${Buffer.byteLength(text)}\r\n\r\n${text}`;
    }
    const verb = method ?? 'POST';
    const lines = headers === undefined ? this.jsonLines : linesOf(headers);
    const head = `${verb} ${path ?? this.path}${this.common}${lines}`;
    if (body === undefined)
      return EXPECT_A_BODY.has(verb) ? `${head}content-length: 0\r\n\r\n` : `${head}\r\n`;
    return `${head}content-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`;
  }
}

function linesOf(headers: Readonly<Record<string, string>>): string {
  let lines = '';
  for (const name in headers) lines += `${name}: ${headers[name]}\r\n`;
  return lines;
}
