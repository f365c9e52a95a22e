import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { parseJson } from '@/lib/core/parse-json';
import type { Connection } from '@/lib/plan/connection';
import type { TestServer } from '@/lib/testing/start-server';
import type { Reply, Transport, WireRequest } from './transport';

/** A transport, and servers that it can talk to. */
export interface TransportScene {
  name: string;
  /** `maxResponseBytes` must be 100,000, `maxHeldBytes` 150,000 and the token "secret". */
  create(url: string, timeoutMs: number, connection?: Connection): Transport;
  startHttp(
    handle: (request: IncomingMessage, response: ServerResponse) => void,
  ): Promise<TestServer>;
  /** The scheme of its servers, and of the others that cannot be reached. */
  scheme: 'http' | 'https';
}

/** For what is to end by itself, and for what is not. */
export const TIMEOUT_MS = 5000;
export const SHORT_MS = 100;
export const REQUEST = { body: '{"jsonrpc":"2.0","id":1,"method":"rpc.ping"}' };

export async function sendOnce(
  scene: Pick<TransportScene, 'create'>,
  url: string,
  request: WireRequest = REQUEST,
  timeoutMs = TIMEOUT_MS,
): Promise<Reply> {
  const transport = scene.create(url, timeoutMs);
  try {
    return await transport.send(request);
  } finally {
    await transport.close();
  }
}

export function timers(): number {
  return process.getActiveResourcesInfo().filter((one) => one === 'Timeout').length;
}

/** Answers with what was asked: [method, URL, headers, body]. */
function echo(request: IncomingMessage, response: ServerResponse): void {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    const { method, url, headers } = request;
    response.end(JSON.stringify([method, url, headers, `${Buffer.concat(chunks)}`]));
  });
}

const echoSchema = z.tuple([z.string(), z.string(), z.record(z.string(), z.string()), z.string()]);

const asked = (reply: Reply) => {
  expect(reply).toMatchObject({ kind: 'response', status: 200 });
  const text = reply.kind === 'response' ? reply.body : '[]';
  return parseJson(echoSchema, text);
};

/** What every Transport must do, on real sockets; each implementation's tests call it. */
export function testTransportContract(scene: TransportScene): void {
  testExchangeContract(scene);
  testConnectionContract(scene);
}

/** What is written and read, whatever carries it. */
function testExchangeContract(scene: TransportScene): void {
  const { name, create, startHttp } = scene;

  describe(`${name}: requests`, () => {
    it('are a POST of JSON to the target, with its token, if nothing else is said', async () => {
      const { url } = await startHttp(echo);
      const [method, path, headers, body] = asked(await sendOnce(scene, `${url}?tenant=1`));
      expect([method, path, body]).toEqual(['POST', '/api?tenant=1', REQUEST.body]);
      expect(headers).toMatchObject({
        'content-type': 'application/json',
        authorization: 'Bearer secret',
        'content-length': '44',
      });
      expect(headers.host ?? headers[':authority']).toBe(new URL(url).host);
    });

    it('have the method, path and headers that they are given, and no others', async () => {
      const { url } = await startHttp(echo);
      const [method, path, headers, body] = asked(
        await sendOnce(scene, url, {
          method: 'PUT',
          path: "/jobs/7?q=a%20b&r='",
          headers: { 'x-plain': 'a, b', 'x-latin': 'größe', 'content-type': 'text/plain' },
          body: 'größer',
        }),
      );
      expect([method, path, body]).toEqual(['PUT', "/jobs/7?q=a%20b&r='", 'größer']);
      expect(headers).toMatchObject({
        'x-plain': 'a, b',
        'x-latin': 'größe',
        'content-type': 'text/plain',
        'content-length': '8',
      });
      expect(headers).not.toHaveProperty('authorization');
      expect(headers).not.toHaveProperty('accept');
    });

    it('have their trace besides, whatever their headers', async () => {
      const { url } = await startHttp(echo);
      const traceparent = '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01';
      for (const headers of [undefined, { 'x-plain': 'a' }]) {
        const sent = asked(await sendOnce(scene, url, { ...REQUEST, headers, traceparent }));
        expect([sent[2].traceparent, sent[3]]).toEqual([traceparent, REQUEST.body]);
        expect(sent[2]).toMatchObject(headers ?? { 'content-type': 'application/json' });
      }
    });

    it('without a body say so only where one is expected', async () => {
      const { url } = await startHttp(echo);
      const lengthOf = async (method: string) =>
        asked(await sendOnce(scene, url, { method, headers: {} }))[2]['content-length'] ?? 'none';
      expect(await lengthOf('GET')).toBe('none');
      expect(await lengthOf('DELETE')).toBe('none');
      expect(await lengthOf('OPTIONS')).toBe('none');
      expect(['0', 'none']).toContain(await lengthOf('POST'));
    });

    it('of HEAD have an answer without a body, and the connection goes on', async () => {
      const server = await startHttp((request, response) => {
        request.resume();
        response.setHeader('content-length', '1000');
        response.end(request.method === 'HEAD' ? '' : 'x'.repeat(1000));
      });
      const transport = create(server.url, TIMEOUT_MS);
      for (const method of ['HEAD', 'GET', 'HEAD']) {
        const bytes = method === 'HEAD' ? 0 : 1000;
        expect(await transport.send({ method })).toMatchObject({
          status: 200,
          headers: { 'content-length': '1000' },
          body: 'x'.repeat(bytes),
          bytes,
        });
      }
      expect(server.connections()).toBe(1);
      await transport.close();
    });

    it.each<[string, WireRequest]>([
      ['a header that becomes two', { headers: { 'x-a': 'b\r\nx-c: d' } }],
      ['a header with a line feed', { headers: { 'x-a': 'b\nc' } }],
      ['a header with a NUL', { headers: { 'x-a': 'b\0' } }],
      ['a header beyond Latin-1', { headers: { 'x-a': '€' } }],
      ['a name that is none', { headers: { 'x a': 'b' } }],
      ['a name with a line break', { headers: { 'x\r\ny': 'b' } }],
      ['no name', { headers: { '': 'b' } }],
      ['a pseudo-header', { headers: { ':path': '/other' } }],
      ['a length of its own', { headers: { 'content-length': '1' } }],
      ['a coding of its own', { headers: { 'transfer-encoding': 'chunked' } }],
      ['a path that becomes a header', { path: '/a HTTP/1.1\r\nx-c: d' }],
      ['a path with a space', { path: '/a b' }],
      ['a path that is not ASCII', { path: '/größe' }],
      ['a whole URL as path', { path: 'http://elsewhere.test/' }],
      ['a method that becomes a request', { method: 'GET / HTTP/1.1\r\n\r\nGET' }],
      ['CONNECT', { method: 'CONNECT' }],
    ])('with %s are not sent', async (_what, request) => {
      let requests = 0;
      const server = await startHttp((_request, response) => {
        requests += 1;
        response.end();
      });
      const reply = await sendOnce(scene, server.url, { ...request, ...REQUEST });
      expect(reply).toMatchObject({ kind: 'network-error', code: 'BAD_REQUEST_HEADER' });
      expect([requests, server.connections()]).toEqual([0, 0]);
    });
  });

  describe(`${name}: answers`, () => {
    it('gives status, body and its bytes of any complete answer', async () => {
      const { url } = await startHttp((request, response) => {
        request.resume();
        response.statusCode = 503;
        response.end('{"detail":"größer"}');
      });
      expect(await sendOnce(scene, url)).toMatchObject({
        kind: 'response',
        status: 503,
        body: '{"detail":"größer"}',
        bytes: 21,
      });
    });

    it('gives headers by their names in lower case, several of one name together', async () => {
      const { url } = await startHttp((request, response) => {
        request.resume();
        response.setHeader('Location', '/jobs/7');
        response.setHeader('Set-Cookie', ['a=1', 'b=2']);
        response.setHeader('Constructor', 'x');
        response.end();
      });
      const reply = await sendOnce(scene, url);
      const headers = reply.kind === 'response' ? reply.headers : {};
      expect(headers).toMatchObject({ location: '/jobs/7', 'set-cookie': 'a=1, b=2' });
      expect(Object.keys(headers).filter((one) => /[A-Z]|^:/.test(one))).toEqual([]);
      expect(headers.constructor).toBe('x');
      expect(headers.tostring ?? headers.toString).toBeUndefined();
    });

    it('puts chunks and split characters together', async () => {
      const bytes = Buffer.from('{"word":"größer"}');
      const { url } = await startHttp((_request, response) => {
        response.write(bytes.subarray(0, 12));
        setTimeout(() => response.end(bytes.subarray(12)), 20);
      });
      expect(await sendOnce(scene, url)).toMatchObject({ body: '{"word":"größer"}', bytes: 19 });
    });

    it('knows an answer without a body', async () => {
      const { url } = await startHttp((request, response) => {
        request.resume();
        response.statusCode = 204;
        response.end();
      });
      const expected = { kind: 'response', status: 204, body: '', bytes: 0 };
      expect(await sendOnce(scene, url)).toMatchObject(expected);
    });

    it('does not follow redirects', async () => {
      const { url } = await startHttp((request, response) => {
        request.resume();
        response.writeHead(302, { location: '/elsewhere' });
        response.end();
      });
      expect(await sendOnce(scene, url)).toMatchObject({
        status: 302,
        headers: { location: '/elsewhere' },
      });
    });

    it('counts an answer that is too large, and says why it has no body', async () => {
      const server = await startHttp((request, response) => {
        request.resume();
        const bytes = Number(request.url?.split('?')[1]);
        // Its length is told, or not.
        if (bytes % 2 === 0) response.write('x');
        response.end('x'.repeat(bytes % 2 === 0 ? bytes - 1 : bytes));
      });
      const transport = create(server.url, TIMEOUT_MS);
      const ask = async (bytes: number) => transport.send({ ...REQUEST, path: `/api?${bytes}` });
      for (const bytes of [100_000, 99_999])
        expect(await ask(bytes)).toMatchObject({
          bytes,
          body: 'x'.repeat(bytes),
          unkept: undefined,
        });
      for (const bytes of [100_001, 300_000])
        expect(await ask(bytes)).toMatchObject({
          kind: 'response',
          status: 200,
          bytes,
          body: '',
          unkept: expect.stringMatching(/^the response was larger than 0\.09\d* MB, /),
        });
      expect(await ask(100_000)).toMatchObject({ bytes: 100_000, unkept: undefined });
      expect(server.connections()).toBe(1);
      await transport.close();
    });

    it('counts what nobody reads, however large', async () => {
      const { url } = await startHttp((request, response) => {
        request.resume();
        response.end('x'.repeat(1_000_000));
      });
      const reply = await sendOnce(scene, url, { ...REQUEST, readsBody: false });
      expect(reply).toMatchObject({ status: 200, bytes: 1_000_000, body: '', unkept: undefined });
    });

    it('keeps no more than so much of all answers under way, and has its room back', async () => {
      let finish: (() => void)[] = [];
      const { url } = await startHttp((request, response) => {
        request.resume();
        response.on('error', () => undefined);
        response.write('x'.repeat(80_000));
        finish.push(() => response.end('x'));
      });
      const transport = create(url, TIMEOUT_MS);
      const together = async (count: number) => {
        const replies = Array.from({ length: count }, () => transport.send(REQUEST));
        while (finish.length < count) await sleep(5);
        // What was written has come, or will not be waited for: the end comes after it.
        await sleep(50);
        for (const end of finish) end();
        finish = [];
        return Promise.all(replies);
      };
      const kept = (replies: Reply[]) =>
        replies.filter((reply) => reply.kind === 'response' && reply.body.length === 80_001);
      const unkept = (replies: Reply[]) =>
        replies.filter(
          (reply) =>
            reply.kind === 'response' &&
            reply.bytes === 80_001 &&
            reply.unkept?.startsWith('the responses in flight were together larger than') === true,
        );
      const first = await together(3);
      expect([kept(first).length, unkept(first).length]).toEqual([1, 2]);
      expect(kept(await together(1))).toHaveLength(1);

      // Those that are cut off give their room back as well.
      const cut = [transport.send(REQUEST), transport.send(REQUEST)];
      while (finish.length < 2) await sleep(5);
      await sleep(50);
      transport.abort();
      expect((await Promise.all(cut)).map(({ kind }) => kind)).toEqual(['aborted', 'aborted']);
      finish = [];
      expect(kept(await together(1))).toHaveLength(1);
      await transport.close();
    });
  });
}

/** What comes of the connection itself: its time, its failures, its end. */
export function testConnectionContract(scene: TransportScene): void {
  const { name, create, startHttp, scheme } = scene;

  describe(`${name}: phases`, () => {
    it('tell where the time went, all of it', async () => {
      const { url } = await startHttp((request, response) => {
        request.resume();
        setTimeout(() => response.write('half'), 40);
        setTimeout(() => response.end(' and half'), 80);
      });
      const missing: number[] = [];
      const transfers: number[] = [];
      for (let round = 0; round < 3; round++) {
        const transport = create(url, TIMEOUT_MS);
        for (const request of ['first', 'second']) {
          const sentMs = performance.now();
          const reply = await transport.send(REQUEST);
          const tookMs = performance.now() - sentMs;
          const { phases } = reply.kind === 'response' ? reply : {};
          const told = Object.values(phases ?? {}).filter((ms) => ms !== undefined);
          expect(Math.min(...told)).toBeGreaterThanOrEqual(0);
          missing.push(Math.abs(tookMs - told.reduce((sum, ms) => sum + ms, 0)));
          // Timers may be a millisecond early.
          expect(phases?.firstByteMs).toBeGreaterThan(38);
          transfers.push(phases?.transferMs ?? 0);
          expect(phases?.connectMs !== undefined).toBe(request === 'first');
          expect(phases?.tlsMs !== undefined).toBe(request === 'first' && scheme === 'https');
          expect(phases?.queuedMs).toBeUndefined();
        }
        await transport.close();
      }
      // The best of six: a machine that is busy may stop between our clock and the transport's.
      expect(Math.max(...transfers)).toBeGreaterThan(35);
      expect(Math.min(...missing)).toBeLessThan(0.2);
    });

    it('tell how long a request waited for a connection', async () => {
      const { url } = await startHttp((request, response) => {
        request.resume();
        setTimeout(() => response.end('{}'), 50);
      });
      const transport = create(url, TIMEOUT_MS, { maxConnections: 1, keepAlive: false });
      const replies = await Promise.all([1, 2, 3].map(() => transport.send(REQUEST)));
      const waits = replies.map((one) => (one.kind === 'response' && one.phases.queuedMs) || 0);
      expect(waits[0]).toBe(0);
      expect(waits[1]).toBeGreaterThan(48);
      expect(waits[2]).toBeGreaterThan(98);
      await transport.close();
    });
  });

  describe(`${name}: services that fail`, () => {
    it('refuse the connection', async () => {
      expect(await sendOnce(scene, `${scheme}://127.0.0.1:1/`)).toEqual({
        kind: 'network-error',
        code: 'ECONNREFUSED',
        message: 'connection refused',
      });
    });

    it('have a host that does not exist', async () => {
      const reply = await sendOnce(scene, `${scheme}://no-such-host.invalid/`, REQUEST, 10_000);
      expect(reply).toMatchObject({ kind: 'network-error' });
      expect(['ENOTFOUND', 'EAI_AGAIN']).toContain(reply.kind === 'network-error' && reply.code);
    });

    it.each([
      ['without a response', ''],
      ['before the response was complete', 'half'],
    ])('close the connection %s', async (when, half) => {
      const { url } = await startHttp((request, response) => {
        if (half === '') rawSocketOf(request).destroy();
        else response.write(half, () => setTimeout(() => rawSocketOf(request).destroy(), 20));
      });
      expect(await sendOnce(scene, url)).toMatchObject({
        kind: 'network-error',
        message: expect.stringMatching(new RegExp(`^connection (closed|reset) by the .* ${when}$`)),
      });
    });

    it('never answer: that is a time-out', async () => {
      const { url } = await startHttp(() => undefined);
      expect(await sendOnce(scene, url, REQUEST, SHORT_MS)).toEqual({ kind: 'timeout' });
    });

    it('drip: that is a time-out too, for the whole answer must be in time', async () => {
      const { url } = await startHttp((request, response) => {
        request.resume();
        const drip = setInterval(() => response.write('x'), 20);
        response.on('error', () => undefined);
        response.on('close', () => clearInterval(drip));
      });
      expect(await sendOnce(scene, url, REQUEST, SHORT_MS)).toEqual({ kind: 'timeout' });
    });

    it('accept a connection and say nothing: that is a time-out', async () => {
      const { url } = await startHttp(() => undefined);
      const transport = create(url, SHORT_MS);
      const replies = await Promise.all([1, 2, 3].map(() => transport.send(REQUEST)));
      expect(replies.map(({ kind }) => kind)).toEqual(['timeout', 'timeout', 'timeout']);
      await transport.close();
    });

    it('and come back are used again', async () => {
      let deaf = false;
      const { url } = await startHttp((request, response) => {
        if (deaf) rawSocketOf(request).destroy();
        else response.end('{}');
      });
      const transport = create(url, TIMEOUT_MS);
      expect((await transport.send(REQUEST)).kind).toBe('response');
      deaf = true;
      expect((await transport.send(REQUEST)).kind).toBe('network-error');
      deaf = false;
      expect((await transport.send(REQUEST)).kind).toBe('response');
      await transport.close();
    });
  });

  describe(`${name}: connections`, () => {
    it('may be one for each request', async () => {
      const ports = new Set<unknown>();
      const server = await startHttp((request, response) => {
        request.resume();
        ports.add(request.socket.remotePort);
        response.end('{}');
      });
      const transport = create(server.url, TIMEOUT_MS, { keepAlive: false });
      for (let count = 0; count < 3; count++) {
        const reply = await transport.send(REQUEST);
        expect(reply.kind === 'response' && reply.phases.connectMs).toBeGreaterThan(0);
      }
      expect(ports.size).toBe(3);
      await expect.poll(() => server.connections()).toBe(0);
      await transport.close();
    });

    it('that are not to be had in time fail the request that waits, and it was not sent', async () => {
      let requests = 0;
      const { url } = await startHttp((request, response) => {
        request.resume();
        requests += 1;
        setTimeout(() => response.end('{}'), 250);
      });
      const transport = create(url, 400, { maxConnections: 1, keepAlive: false });
      const replies = await Promise.all([1, 2, 3].map(() => transport.send(REQUEST)));
      expect(replies.map(({ kind }) => kind)).toEqual(['response', 'response', 'network-error']);
      expect(replies[2]).toMatchObject({ code: 'NO_FREE_CONNECTION' });
      expect(requests).toBe(2);
      await transport.close();
    });

    it('are cut off by abort, and only those under way', async () => {
      let held = true;
      const { url } = await startHttp((_request, response) => {
        if (!held) response.end('{}');
      });
      const transport = create(url, TIMEOUT_MS, { maxConnections: 2 });
      const cut = [1, 2, 3].map(() => transport.send(REQUEST));
      await sleep(50);
      transport.abort();
      expect((await Promise.all(cut)).map(({ kind }) => kind)).toEqual(Array(3).fill('aborted'));
      held = false;
      expect((await transport.send(REQUEST)).kind).toBe('response');
      await transport.close();
    });

    it('are all closed at the end, and no timer is left', async () => {
      const server = await startHttp((request, response) => {
        request.resume();
        if (request.url === '/api') response.end('{}');
      });
      const before = timers();
      const transport = create(server.url, TIMEOUT_MS, { maxConnections: 5 });
      await Promise.all(Array.from({ length: 20 }, () => transport.send(REQUEST)));
      const underWay = Array.from({ length: 10 }, () => transport.send({ path: '/hangs' }));
      await sleep(20);
      await transport.close();
      expect(new Set((await Promise.all(underWay)).map(({ kind }) => kind))).toEqual(
        new Set(['aborted']),
      );
      await expect.poll(() => server.connections()).toBe(0);
      await expect.poll(timers).toBeLessThanOrEqual(before);
    });

    it('are not left by one that was closed while it connected', async () => {
      const server = await startHttp(() => undefined);
      const before = timers();
      const transport = create(server.url, TIMEOUT_MS);
      const reply = transport.send(REQUEST);
      await transport.close();
      expect(await reply).toEqual({ kind: 'aborted' });
      await sleep(50);
      expect(server.connections()).toBe(0);
      await expect.poll(timers).toBeLessThanOrEqual(before);
    });
  });
}

/** HTTP/2's sockets cannot be destroyed, but their sessions can. */
function rawSocketOf(request: IncomingMessage): { destroy(): void } {
  const { stream } = request as { stream?: { session: { destroy(): void } } };
  return stream?.session ?? request.socket;
}
