import type { WireRequest } from '../transport';

// RFC 9110, 8.6: where a body is expected, its absence is told too.
const EXPECT_A_BODY = new Set(['POST', 'PUT', 'PATCH']);
const NOT_ASCII = /[^\0-\x7f]/;

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

  /** A request that has no problem (requestProblem), as it is written to its connection. */
  write({ method, path, headers, body, traceparent }: WireRequest): string | Buffer {
    const trace = traceparent === undefined ? '' : `traceparent: ${traceparent}\r\n`;
    if (method === undefined && path === undefined && headers === undefined) {
      const text = body ?? '';
      return joined(`${this.head}${Buffer.byteLength(text)}\r\n${trace}\r\n`, text);
    }
    const verb = method ?? 'POST';
    const lines = headers === undefined ? this.jsonLines : linesOf(headers);
    const head = `${verb} ${path ?? this.path}${this.common}${lines}${trace}`;
    if (body !== undefined)
      return joined(`${head}content-length: ${Buffer.byteLength(body)}\r\n\r\n`, body);
    return joined(EXPECT_A_BODY.has(verb) ? `${head}content-length: 0\r\n\r\n` : `${head}\r\n`, '');
  }
}

/** Heads are Latin-1, bodies UTF-8: only where that is not the same are bytes needed. */
function joined(head: string, body: string): string | Buffer {
  return NOT_ASCII.test(head)
    ? Buffer.concat([Buffer.from(head, 'latin1'), Buffer.from(body)])
    : head + body;
}

function linesOf(headers: Readonly<Record<string, string>>): string {
  let lines = '';
  for (const name in headers) lines += `${name}: ${headers[name]}\r\n`;
  return lines;
}
