import { InvalidResponse } from '../transport/http1/response-head';
import { CHUNK_LINE, FIELD_LINE } from './grammar';

const LF = 10;
const MAX_LINE = 4096;

type Phase = 'size' | 'data' | 'data-end' | 'trailer' | 'done';

/** Reads a chunked body (RFC 9112, 7.1) from bytes in whatever pieces. Trailers are read past. */
export class ChunkedBody {
  private phase: Phase = 'size';
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
