import { withoutPadding } from '../headers';

/** What the head of a response says about the rest of it. */
export interface ResponseHead {
  status: number;
  /** Whether the connection may be used again; `keepAliveMs` is how long the service says it waits. */
  keepAlive: boolean;
  keepAliveMs: number | undefined;
  body: { kind: 'length'; bytes: number } | { kind: 'chunked' } | { kind: 'until-close' };
}

/** A response that is not what RFC 9112 allows; the message says in which way. */
export class InvalidResponse extends Error {
  readonly code = 'INVALID_HTTP';
}

const DIGITS = /^\d{1,15}$/;

/**
 * Reads the head of a response, its last empty line left out; one to HEAD has no body. Throws InvalidResponse for anything
 * doubtful, above all for lengths that two readers might read in two ways (RFC 9112, 6.3).
 */
export function readResponseHead(text: string, answersHead = false): ResponseHead {
  const firstEnd = endOfLine(text, 0);
  const status = STATUS_LINE.exec(text.slice(0, firstEnd));
  if (status === null) throw new InvalidResponse('the first line was not an HTTP/1.1 status line');
  const head: ResponseHead = {
    status: Number(status[2]),
    keepAlive: status[1] === '1',
    keepAliveMs: undefined,
    body: { kind: 'until-close' },
  };
  let length: number | undefined;
  let coding: string | undefined;
  for (let start = firstEnd + 2; start < text.length; ) {
    const end = endOfLine(text, start);
    const field = FIELD_LINE.exec(text.slice(start, end));
    if (field === null) throw new InvalidResponse('a header line was malformed');
    const [, name = '', value = ''] = field;
    start = end + 2;
    switch (name.length) {
      case 10:
        readConnection(head, name, value);
        break;
      case 14:
        if (name.toLowerCase() === 'content-length') length = readLength(length, value.trim());
        break;
      case 17:
        if (name.toLowerCase() === 'transfer-encoding')
          coding = `${coding === undefined ? '' : `${coding},`}${value.trim().toLowerCase()}`;
    }
  }
  head.body = bodyOf(head.status, length, coding);
  if (answersHead) head.body = { kind: 'length', bytes: 0 };
  if (head.body.kind === 'until-close') head.keepAlive = false;
  return head;
}

function endOfLine(text: string, from: number): number {
  const end = text.indexOf('\r\n', from);
  return end < 0 ? text.length : end;
}

function readConnection(head: ResponseHead, name: string, value: string): void {
  const lower = name.toLowerCase();
  if (lower === 'connection') {
    const options = value
      .toLowerCase()
      .split(',')
      .map((option) => option.trim());
    if (options.includes('close')) head.keepAlive = false;
    else if (options.includes('keep-alive')) head.keepAlive = true;
  } else if (lower === 'keep-alive') {
    const seconds = /(?:^|[\s,])timeout\s*=\s*(\d{1,6})/i.exec(value)?.[1];
    if (seconds !== undefined) head.keepAliveMs = Number(seconds) * 1000;
  }
}

function readLength(before: number | undefined, value: string): number {
  if (!DIGITS.test(value)) throw new InvalidResponse('the content-length was not a number');
  if (before !== undefined) throw new InvalidResponse('there were two content-lengths');
  return Number(value);
}

function bodyOf(
  status: number,
  length: number | undefined,
  coding: string | undefined,
): ResponseHead['body'] {
  if (coding !== undefined && length !== undefined)
    throw new InvalidResponse('there were both a content-length and a transfer-encoding');
  if (status < 200 || status === 204 || status === 304) return { kind: 'length', bytes: 0 };
  if (coding === 'chunked') return { kind: 'chunked' };
  if (coding !== undefined) throw new InvalidResponse(`the transfer-encoding was not "chunked"`);
  return length === undefined ? { kind: 'until-close' } : { kind: 'length', bytes: length };
}

// The pieces of RFC 9110 and 9112 that heads and chunks share.
const TOKEN = "[!#$%&'*+\\-.^_`|~\\dA-Za-z]+";
const TEXT = '[\\t\\x20-\\x7e\\x80-\\xff]*';
const QUOTED = '"[\\t\\x20\\x21\\x23-\\x5b\\x5d-\\x7e\\x80-\\xff]*"';

/** 1: the minor version, 2: the status. */
const STATUS_LINE = new RegExp(`^HTTP/1\\.([01]) ([1-9]\\d\\d)(?: ${TEXT})?$`);
/** 1: the name, 2: the value with the white space around it. */
export const FIELD_LINE = new RegExp(`^(${TOKEN}):(${TEXT})$`);
/** 1: a chunk's size in hexadecimal digits. */
export const CHUNK_LINE = new RegExp(
  `^([\\da-fA-F]{1,8})(?:;${TOKEN}(?:=(?:${TOKEN}|${QUOTED}))?)*$`,
);

/** The headers of a response's head that has been found valid: see ResponseReply for their form. */
export function headersIn(head: string): Readonly<Record<string, string>> {
  // Without a prototype: a header may be called "constructor".
  const headers: Record<string, string> = Object.create(null);
  for (const line of head.split('\r\n').slice(1)) {
    const colon = line.indexOf(':');
    const name = line.slice(0, colon).toLowerCase();
    const value = withoutPadding(line.slice(colon + 1));
    const before = headers[name];
    headers[name] = before === undefined ? value : `${before}, ${value}`;
  }
  return headers;
}
