import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BodyMemory } from '../kept-body';
import { InvalidResponse } from './response-head';
import { ResponseReader } from './response-reader';

const MAX_BODY = 1000;

/** Feeds `text` in pieces that end at `cuts`, all through one buffer that is overwritten each time. */
function read(text: string | Buffer, cuts: number[] = [], closes = false): ResponseReader {
  const bytes = Buffer.from(text);
  const reader = new ResponseReader(new BodyMemory(MAX_BODY, MAX_BODY));
  const shared = Buffer.alloc(bytes.length);
  const ends = [...new Set(cuts.map((cut) => cut % (bytes.length + 1))), bytes.length];
  let from = 0;
  for (const end of ends.sort((a, b) => a - b)) {
    shared.fill('#');
    bytes.copy(shared, 0, from, end);
    if (!reader.isDone) reader.feed(shared.subarray(0, end - from));
    from = end;
  }
  if (closes && !reader.isDone) reader.end();
  return reader;
}

const readOf = (reader: ResponseReader) => ({
  done: reader.isDone,
  status: reader.status,
  body: reader.body,
});

const OK = 'HTTP/1.1 200 OK\r\n';

describe('ResponseReader', () => {
  it('reads a body of a given length', () => {
    const reader = read(`${OK}content-length: 2\r\n\r\n{}`);
    expect(readOf(reader)).toEqual({ done: true, status: 200, body: '{}' });
    expect(reader.reusable).toBe(true);
  });

  it('reads chunks, with extensions and trailers, whatever the case of the header', () => {
    const text = `${OK}Transfer-Encoding: Chunked\r\n\r\n3;a=b\r\nabc\r\n0A\r\n0123456789\r\n0\r\nx: y\r\n\r\n`;
    expect(readOf(read(text))).toEqual({ done: true, status: 200, body: 'abc0123456789' });
  });

  it('reads a body without a length until the connection closes, and does not use it again', () => {
    const reader = read(`${OK}\r\nall of it`, [], true);
    expect(readOf(reader)).toEqual({ done: true, status: 200, body: 'all of it' });
    expect(reader.reusable).toBe(false);
  });

  it('reads past informational answers', () => {
    const text = `HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nlink: </a>\r\n\r\nHTTP/1.1 404 Not Found\r\ncontent-length: 0\r\n\r\n`;
    expect(readOf(read(text))).toEqual({ done: true, status: 404, body: '' });
  });

  it('knows that 204 and 304 have no body, whatever they say', () => {
    for (const status of [204, 304])
      expect(readOf(read(`HTTP/1.1 ${status} -\r\ncontent-length: 9\r\n\r\n`))).toEqual({
        done: true,
        status,
        body: '',
      });
  });

  it.each([
    ['HTTP/1.1 200 OK\r\ncontent-length: 0\r\nconnection: close\r\n\r\n', false, undefined],
    ['HTTP/1.0 200 OK\r\ncontent-length: 0\r\n\r\n', false, undefined],
    ['HTTP/1.0 200 OK\r\ncontent-length: 0\r\nConnection: keep-alive\r\n\r\n', true, undefined],
    ['HTTP/1.1 200 OK\r\ncontent-length: 0\r\nKeep-Alive: timeout=72, max=9\r\n\r\n', true, 72_000],
    ['HTTP/1.1 200 OK\r\ncontent-length: 1\r\n\r\nab', false, undefined],
  ])('tells whether the connection may be used again: %j', (text, reusable, keepAliveMs) => {
    const reader = read(text);
    expect(reader.isDone).toBe(true);
    expect(reader.reusable).toBe(reusable);
    expect(reader.keepAliveMs).toBe(keepAliveMs);
  });

  it.each([
    ['SSH-2.0-OpenSSH\r\n', 'did not start with HTTP/1'],
    ['HTTP/2 200\r\n\r\n', 'not an HTTP/1.1 status line'],
    ['HTTP/1.1 20 OK\r\n\r\n', 'not an HTTP/1.1 status line'],
    ['HTTP/1.1 200 OK\ncontent-length: 0\n\n', 'did not end with CR LF'],
    [`${OK}no colon here\r\n\r\n`, 'header line was malformed'],
    [`${OK}name : spaced\r\n\r\n`, 'header line was malformed'],
    [`${OK}a: b\r\n folded\r\n\r\n`, 'header line was malformed'],
    [`${OK}a: b\rc\r\n\r\n`, 'header line was malformed'],
    [`${OK}content-length: 1,1\r\n\r\na`, 'not a number'],
    [`${OK}content-length: +1\r\n\r\na`, 'not a number'],
    [`${OK}content-length: 1\r\ncontent-length: 1\r\n\r\na`, 'two content-lengths'],
    [
      `${OK}content-length: 1\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n`,
      'both a content-length',
    ],
    [`${OK}transfer-encoding: gzip, chunked\r\n\r\n`, 'was not "chunked"'],
    [`${OK}transfer-encoding: chunked\r\n\r\nxyz\r\n`, 'no valid size'],
    [`${OK}transfer-encoding: chunked\r\n\r\n1\r\nab\r\n`, 'longer than its size'],
    [`${OK}transfer-encoding: chunked\r\n\r\n1\nb`, 'did not end with CR LF'],
    [`${OK}transfer-encoding: chunked\r\n\r\n0\r\nbad trailer\r\n`, 'trailer was malformed'],
    ['HTTP/1.1 101 Switching Protocols\r\n\r\n', 'switched to another protocol'],
    [`${OK}a: ${'b'.repeat(70_000)}`, 'headers were too large'],
    [`${OK}transfer-encoding: chunked\r\n\r\n${'0'.repeat(5000)}`, 'chunk’s header was too long'],
  ])('refuses %j', (text, message) => {
    expect(() => read(text)).toThrow(InvalidResponse);
    expect(() => read(text)).toThrow(message);
  });

  it('reads past a body that is too large: counts it, and says why there is none', () => {
    const chunk = `${(500).toString(16)}\r\n${'x'.repeat(500)}\r\n`;
    for (const cuts of [[], [100, 400, 900]])
      for (const text of [
        `${OK}content-length: 1500\r\n\r\n${'x'.repeat(1500)}`,
        `${OK}transfer-encoding: chunked\r\n\r\n${chunk.repeat(3)}0\r\n\r\n`,
      ]) {
        const reader = read(text, cuts);
        expect(readOf(reader)).toEqual({ done: true, status: 200, body: '' });
        expect([reader.bodyBytes, reader.reusable]).toEqual([1500, true]);
        expect(reader.unkept).toContain('the response was larger than');
      }
  });

  it('is the same however the bytes are cut, and when used again', () => {
    const body = fc.string({ unit: 'binary', maxLength: 100 });
    fc.assert(
      fc.property(body, fc.boolean(), fc.array(fc.nat(400)), (text, chunked, cuts) => {
        const bytes = Buffer.from(text);
        const half = bytes.length >> 1;
        const chunk = (part: Buffer) => [`${part.length.toString(16)}\r\n`, part, '\r\n'];
        const parts = chunked
          ? [
              `${OK}transfer-encoding: chunked\r\n\r\n`,
              ...(half > 0 ? chunk(bytes.subarray(0, half)) : []),
              ...(half < bytes.length ? chunk(bytes.subarray(half)) : []),
              '0\r\n\r\n',
            ]
          : [`${OK}content-length: ${bytes.length}\r\n\r\n`, bytes];
        const whole = Buffer.concat(parts.map((part) => Buffer.from(part)));
        const reader = read(whole, cuts);
        const expected = { done: true, status: 200, body: bytes.toString() };
        expect(readOf(reader)).toEqual(expected);
        reader.reset();
        reader.feed(whole);
        expect(readOf(reader)).toEqual(expected);
      }),
    );
  });

  it('fails in its own words only, whatever bytes come', () => {
    const seeds = [
      `${OK}content-length: 20\r\nkeep-alive: timeout=5\r\n\r\n01234567890123456789`,
      `${OK}transfer-encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\na: b\r\n\r\n`,
    ];
    const change = fc.record({ at: fc.nat(120), byte: fc.nat(255), kind: fc.nat(2) });
    fc.assert(
      fc.property(
        fc.constantFrom(...seeds),
        fc.array(change, { maxLength: 6 }),
        fc.array(fc.nat(120)),
        (seed, changes, cuts) => {
          const bytes = changes.reduce<number[]>(
            (all, { at, byte, kind }) =>
              kind === 0 ? all.with(at % all.length, byte) : all.toSpliced(at, kind - 1, byte),
            [...Buffer.from(seed)],
          );
          try {
            const { body } = read(Buffer.from(bytes), cuts, true);
            expect(body.length).toBeLessThanOrEqual(MAX_BODY);
          } catch (error) {
            if (!(error instanceof InvalidResponse)) throw error;
          }
        },
      ),
      { numRuns: 2000 },
    );
  });
});
