import type { IncomingMessage, ServerResponse } from 'node:http';
import { describe, expect, it } from 'vitest';
import type { Connection } from '@/lib/plan/connection';
import { startHttp2Server, startHttpsServer } from '@/lib/testing/start-secure-server';
import { startHttpServer, startTcpServer } from '@/lib/testing/start-server';
import { LOCALHOST_CERT } from '@/lib/testing/test-certificates';
import { testProxyContract } from '../proxy.contract';
import { testTlsContract } from '../tls.contract';
import { REQUEST, testTransportContract } from '../transport.contract';
import { createTestHttp2 } from './testing/create-test-http2';
import { http2Frame } from './testing/http2-frame';

type Handle = (request: IncomingMessage, response: ServerResponse) => void;

const secure = {
  name: 'HTTP/2',
  create: (url: string, timeoutMs: number, connection?: Connection) =>
    createTestHttp2(url, timeoutMs, { ca: LOCALHOST_CERT, ...connection }),
  startHttp: (handle: Handle) => startHttp2Server(handle),
  scheme: 'https',
} as const;

testTransportContract(secure);
testProxyContract(secure);
testTlsContract({
  name: 'HTTP/2',
  create: createTestHttp2,
  startHttps: (handle, cert) => startHttp2Server(handle, { cert }),
});

/** A service that answers every request with the bytes of these frames, after its settings. */
async function answered(...frames: Buffer[]) {
  const { url } = await startTcpServer((socket) => {
    socket.write(http2Frame('SETTINGS', 0, 0));
    setTimeout(() => socket.write(Buffer.concat(frames)), 20);
  });
  const transport = createTestHttp2(url, 400);
  const reply = await transport.send(REQUEST);
  await transport.close();
  return reply;
}

const END_STREAM = 1;
const END_HEADERS = 4;
/** ":status: 200", by HPACK's table. */
const OK = http2Frame('HEADERS', END_HEADERS, 1, [0x88]);
const HALF = http2Frame('DATA', 0, 1, Buffer.from('half'));

describe('HTTP/2: streams', () => {
  it('200 at a time share one session', async () => {
    let now = 0;
    let most = 0;
    const server = await startHttp2Server((request, response) => {
      request.resume();
      now += 1;
      most = Math.max(most, now);
      setTimeout(() => {
        now -= 1;
        response.end(request.url);
      }, 100);
    });
    const transport = secure.create(server.url, 5000);
    await transport.send(REQUEST);
    const paths = Array.from({ length: 200 }, (_, index) => `/${index}`);
    const replies = await Promise.all(paths.map((path) => transport.send({ path })));
    expect(replies.map((reply) => reply.kind === 'response' && reply.body)).toEqual(paths);
    expect([most, server.connections()]).toEqual([200, 1]);
    await transport.close();
  });

  it('beyond what the service takes wait, and tell for how long', async () => {
    let now = 0;
    let most = 0;
    const server = await startHttp2Server(
      (request, response) => {
        request.resume();
        now += 1;
        most = Math.max(most, now);
        setTimeout(() => {
          now -= 1;
          response.end('{}');
        }, 50);
      },
      { maxStreams: 3 },
    );
    const transport = secure.create(server.url, 5000);
    await transport.send(REQUEST);
    const replies = await Promise.all(Array.from({ length: 9 }, () => transport.send(REQUEST)));
    const waits = replies.map((one) => one.kind === 'response' && one.phases.queuedMs);
    expect(waits.slice(0, 3)).toEqual([undefined, undefined, undefined]);
    expect(Math.min(...waits.slice(3, 6).map(Number))).toBeGreaterThan(45);
    expect(Math.min(...waits.slice(6, 9).map(Number))).toBeGreaterThan(90);
    expect([most, server.connections()]).toEqual([3, 1]);
    await transport.close();
  });

  it('beyond what the service takes go to further sessions, as many as there may be', async () => {
    const server = await startHttp2Server(
      (request, response) => {
        request.resume();
        setTimeout(() => response.end('{}'), 100);
      },
      { maxStreams: 3 },
    );
    const transport = secure.create(server.url, 5000, { maxConnections: 2 });
    await transport.send(REQUEST);
    const replies = await Promise.all(Array.from({ length: 9 }, () => transport.send(REQUEST)));
    expect(replies.map(({ kind }) => kind)).toEqual(Array(9).fill('response'));
    const opened = replies.filter((one) => one.kind === 'response' && one.phases.connectMs);
    expect([opened.length, server.connections()]).toEqual([1, 2]);
    await transport.close();
  });

  it('that time out leave the others alone', async () => {
    const server = await startHttp2Server((request, response) => {
      request.resume();
      if (request.url === '/slow') setTimeout(() => response.end('{}'), 250);
      if (request.url === '/') response.end('{}');
    });
    const transport = secure.create(server.url, 400);
    await transport.send({ path: '/' });
    const never = transport.send({ path: '/never' });
    await new Promise((resolve) => setTimeout(resolve, 200));
    const slow = transport.send({ path: '/slow' });
    expect((await never).kind).toBe('timeout');
    expect((await slow).kind).toBe('response');
    expect(await transport.send({ path: '/' })).toMatchObject({
      phases: { connectMs: undefined },
    });
    expect(server.connections()).toBe(1);
    await transport.close();
  });
});

describe('HTTP/2: broken services', () => {
  it('answer, in the frames that these tests are made of', async () => {
    const end = http2Frame('DATA', END_STREAM, 1, Buffer.from(' and half'));
    expect(await answered(OK, HALF, end)).toMatchObject({ status: 200, body: 'half and half' });
  });

  it.each([
    ['without a response', []],
    ['before the response was complete', [OK, HALF]],
  ])('reset a stream %s', async (when, before) => {
    const internalError = http2Frame('RST_STREAM', 0, 1, [0, 0, 0, 2]);
    expect(await answered(...before, internalError)).toEqual({
      kind: 'network-error',
      code: 'HTTP2_RESET',
      message: `the service reset the request ${when} (RST_STREAM, INTERNAL_ERROR)`,
    });
  });

  it.each([
    ['for a reason', 11, 'GOAWAY, ENHANCE_YOUR_CALM'],
    ['without one, before the request', 0, 'GOAWAY'],
  ])('go away %s', async (_what, code, words) => {
    const goaway = http2Frame('GOAWAY', 0, 0, [0, 0, 0, 0, 0, 0, 0, code]);
    expect(await answered(goaway)).toEqual({
      kind: 'network-error',
      code: 'HTTP2_GOAWAY',
      message: `the service closed the connection (${words})`,
    });
    expect(await answered(OK, HALF, goaway)).toMatchObject({ code: 'HTTP2_GOAWAY' });
  });

  it('go away after this request, which they still answer', async () => {
    const goaway = http2Frame('GOAWAY', 0, 0, [0, 0, 0, 1, 0, 0, 0, 0]);
    const end = http2Frame('DATA', END_STREAM, 1, Buffer.from('!'));
    expect(await answered(OK, HALF, goaway, end)).toMatchObject({ body: 'half!' });
  });

  it('that went away are connected to again', async () => {
    const { url } = await startTcpServer((socket) => {
      const goaway = http2Frame('GOAWAY', 0, 0, [0, 0, 0, 1, 0, 0, 0, 0]);
      const end = http2Frame('DATA', END_STREAM, 1, Buffer.from('!'));
      socket.write(http2Frame('SETTINGS', 0, 0));
      setTimeout(() => socket.write(Buffer.concat([OK, end, goaway])), 20);
    });
    const transport = createTestHttp2(url, 400);
    for (let count = 0; count < 3; count++) {
      const reply = await transport.send(REQUEST);
      expect(reply).toMatchObject({ body: '!', phases: { connectMs: expect.any(Number) } });
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    await transport.close();
  });

  it('send less than they announced', async () => {
    // ":status: 200" and "content-length: 10", by HPACK's table.
    const ten = http2Frame('HEADERS', END_HEADERS, 1, [0x88, 0x0f, 0x0d, 2, 0x31, 0x30]);
    const end = http2Frame('DATA', END_STREAM, 1, Buffer.from('half'));
    expect(await answered(ten, end)).toEqual({
      kind: 'network-error',
      code: 'HTTP2_INVALID',
      message: 'the request or response violated the HTTP/2 protocol (PROTOCOL_ERROR)',
    });
  });

  it('never end a body: that is a time-out', async () => {
    expect(await answered(OK, HALF)).toEqual({ kind: 'timeout' });
  });

  it('speak HTTP/1.1 only, with TLS or without', async () => {
    const handle: Handle = (_request, response) => {
      response.end('{}');
    };
    const expected = { code: 'HTTP2_NOT_SPOKEN', message: 'the service does not speak HTTP/2' };
    for (const { url } of [await startHttpsServer(handle), await startHttpServer(handle)]) {
      const transport = secure.create(url, 1000);
      expect(await transport.send(REQUEST)).toEqual({ kind: 'network-error', ...expected });
      await transport.close();
    }
  });

  it('never say how many streams they take: that is a time-out for all who wait', async () => {
    const { url } = await startTcpServer(() => undefined);
    const transport = createTestHttp2(url, 200);
    const replies = await Promise.all([1, 2, 3].map(() => transport.send(REQUEST)));
    expect(replies).toEqual(Array(3).fill({ kind: 'timeout' }));
    await transport.close();
  });

  it('that cannot be connected to fail all who wait', async () => {
    const transport = createTestHttp2('http://127.0.0.1:1/', 1000);
    const replies = await Promise.all([1, 2, 3].map(() => transport.send(REQUEST)));
    expect(replies.map((reply) => reply.kind === 'network-error' && reply.code)).toEqual(
      Array(3).fill('ECONNREFUSED'),
    );
    await transport.close();
  });
});
