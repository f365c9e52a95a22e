import { type BodyMemory, KeptBody } from '../kept-body';
import {
  CHUNK_LINE,
  FIELD_LINE,
  InvalidResponse,
  type ResponseHead,
  readResponseHead,
} from './response-head';

const MAX_HEAD_BYTES = 64 * 1024;
const HEAD_END = Buffer.from('\r\n\r\n');
const LF = 10;
const CR = 13;

type Phase = 'head' | 'body' | 'done';

/**
 * Reads one response at a time from bytes as they arrive, in whatever pieces. `feed` and `end` throw
 * InvalidResponse; then, and once `isDone`, only `reset` makes it usable again. What it is fed may be
 * overwritten afterwards: it copies what it keeps.
 */
export class ResponseReader {
  /** Set both before the answer comes: one to HEAD has no body, whatever its head says. */
  answersHead = false;
  readsBody = true;
  private phase: Phase = 'head';
  private kept: Buffer | undefined;
  private head: ResponseHead | undefined;
  private headText = '';
  private chunked: ChunkedBody | undefined;
  private readonly content: KeptBody;
  private text = '';
  private surplus = false;
  /** A service says mostly the same from one response to the next, but for the date each second. */
  private lastHead: { text: string; answersHead: boolean; head: ResponseHead } | undefined;

  constructor(memory: BodyMemory) {
    this.content = new KeptBody(memory);
  }

  get isDone(): boolean {
    return this.phase === 'done';
  }

  /** Whether anything of the response has come. */
  get hasBegun(): boolean {
    return this.kept !== undefined || this.head !== undefined;
  }

  get status(): number {
    return this.head?.status ?? 0;
  }

  /** The lines of the head, for `headersIn`. */
  get headLines(): string {
    return this.headText;
  }

  /** The whole body as text, once done, and its length before it became text; `unkept`: why there is none. */
  get body(): string {
    return this.text;
  }

  get bodyBytes(): number {
    return this.content.bytes;
  }

  get unkept(): string | undefined {
    return this.content.unkept;
  }

  /** Whether the connection may take another request, once done. */
  get reusable(): boolean {
    return this.head?.keepAlive === true && !this.surplus;
  }

  get keepAliveMs(): number | undefined {
    return this.head?.keepAliveMs;
  }

  reset(): void {
    this.phase = 'head';
    this.kept = undefined;
    this.head = undefined;
    this.headText = '';
    this.chunked = undefined;
    this.content.begin(this.readsBody);
    this.text = '';
    this.surplus = false;
  }

  feed(bytes: Buffer): void {
    let at = 0;
    while (this.phase === 'head') {
      const from = this.readHead(bytes, at);
      if (from === undefined) return;
      at = from;
    }
    if (this.phase === 'body') at = this.readBody(bytes, at);
    if (at < bytes.length) this.surplus = true;
  }

  /** The service has closed its side: ends a body that lasts until then. */
  end(): void {
    if (this.phase === 'body' && this.head?.body.kind === 'until-close') this.finish();
    else throw new InvalidResponse('the connection was closed');
  }

  /** Where the body begins; undefined while the head is not whole. */
  private readHead(bytes: Buffer, at: number): number | undefined {
    const before = this.kept?.length ?? 0;
    const all = this.kept === undefined ? bytes : Buffer.concat([this.kept, bytes]);
    const start = this.kept === undefined ? at : 0;
    const end = all.indexOf(HEAD_END, start);
    if (end < 0) {
      const kept = Buffer.from(all.subarray(start));
      checkBeginning(kept);
      if (kept.length > MAX_HEAD_BYTES) throw new InvalidResponse('the headers were too large');
      this.kept = kept;
      return undefined;
    }
    const head = this.headOf(all.toString('latin1', start, end));
    this.kept = undefined;
    const from = end + HEAD_END.length - before;
    if (head.status === 101) throw new InvalidResponse('the service switched to another protocol');
    // Informational answers come before the real one.
    if (head.status < 200) return from;
    this.head = head;
    this.phase = 'body';
    if (head.body.kind === 'chunked') this.chunked = new ChunkedBody();
    this.content.begin(this.readsBody);
    if (head.body.kind === 'length') this.content.announce(head.body.bytes);
    return from;
  }

  private headOf(text: string): ResponseHead {
    const { lastHead, answersHead } = this;
    this.headText = text;
    if (lastHead?.text === text && lastHead.answersHead === answersHead) return lastHead.head;
    const head = readResponseHead(text, answersHead);
    this.lastHead = { text, answersHead, head };
    return head;
  }

  private readBody(bytes: Buffer, at: number): number {
    const body = this.head?.body;
    if (body?.kind === 'length') return this.readLength(bytes, at, body.bytes);
    if (this.chunked === undefined) {
      this.keep(bytes, at, bytes.length);
      return bytes.length;
    }
    const end = this.chunked.feed(bytes, at, (from, to) => this.keep(bytes, from, to));
    if (this.chunked.isDone) this.finish();
    return end;
  }

  private readLength(bytes: Buffer, at: number, length: number): number {
    const { content } = this;
    const end = Math.min(bytes.length, at + length - content.bytes);
    // Nearly always all of it comes at once: then nothing is copied.
    if (content.bytes === 0 && end - at === length) {
      if (content.countWhole(length)) this.text = bytes.toString('utf8', at, end);
      this.phase = 'done';
      return end;
    }
    this.keep(bytes, at, end);
    if (content.bytes === length) this.finish();
    return end;
  }

  private keep(bytes: Buffer, from: number, to: number): void {
    if (from < to && this.content.count(to - from))
      this.content.keep(Buffer.from(bytes.subarray(from, to)));
  }

  private finish(): void {
    this.text = this.content.take();
    this.phase = 'done';
  }
}

/** Fails early, where waiting for the end of the head would look like a time-out. */
function checkBeginning(bytes: Buffer): void {
  const start = bytes.toString('latin1', 0, 7);
  if (start !== 'HTTP/1.'.slice(0, start.length))
    throw new InvalidResponse('the response did not start with HTTP/1');
  for (let at = bytes.indexOf(LF); at >= 0; at = bytes.indexOf(LF, at + 1))
    if (bytes[at - 1] !== CR) throw new InvalidResponse('a header line did not end with CR LF');
}

const MAX_LINE = 4096;

type ChunkPhase = 'size' | 'data' | 'data-end' | 'trailer' | 'done';

/** Reads a chunked body (RFC 9112, 7.1) from bytes in whatever pieces. Trailers are read past. */
export class ChunkedBody {
  private phase: ChunkPhase = 'size';
  private left = 0;
  private line = '';

  get isDone(): boolean {
    return this.phase === 'done';
  }

  /** Calls `onData` with each range of data in `bytes`; returns where what it has read ends. */
  feed(bytes: Buffer, start: number, onData: (from: number, to: number) => void): number {
    let at = start;
    while (at < bytes.length && this.phase !== 'done') {
      if (this.phase === 'data') {
        const to = Math.min(bytes.length, at + this.left);
        onData(at, to);
        this.left -= to - at;
        if (this.left === 0) this.phase = 'data-end';
        at = to;
      } else at = this.readLine(bytes, at);
    }
    return at;
  }

  private readLine(bytes: Buffer, at: number): number {
    const end = bytes.indexOf(LF, at);
    const to = end < 0 ? bytes.length : end + 1;
    this.line += bytes.toString('latin1', at, to);
    if (this.line.length > MAX_LINE) throw new InvalidResponse('a chunk’s header was too long');
    if (end < 0) return to;
    if (!this.line.endsWith('\r\n'))
      throw new InvalidResponse('a chunk’s header did not end with CR LF');
    const line = this.line.slice(0, -2);
    this.line = '';
    this.take(line);
    return to;
  }

  private take(line: string): void {
    switch (this.phase) {
      case 'size': {
        const size = CHUNK_LINE.exec(line)?.[1];
        if (size === undefined) throw new InvalidResponse('a chunk had no valid size');
        this.left = Number.parseInt(size, 16);
        this.phase = this.left === 0 ? 'trailer' : 'data';
        return;
      }
      case 'data-end':
        if (line !== '') throw new InvalidResponse('a chunk was longer than its size');
        this.phase = 'size';
        return;
      case 'trailer':
        if (line === '') this.phase = 'done';
        else if (!FIELD_LINE.test(line)) throw new InvalidResponse('a trailer was malformed');
        return;
      case 'data':
      case 'done':
        throw new Error(`No line is expected in phase ${this.phase}.`);
    }
  }
}
