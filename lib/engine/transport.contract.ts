import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { startHttpServer, startTcpServer } from '@/lib/testing/start-server';
import type { Transport } from './transport';

/** `maxResponseBytes` must be 100,000. */
type Create = (url: string, timeoutMs: number) => Transport;

const TIMEOUT_MS = 300;
const REQUEST = { body: '{"jsonrpc":"2.0","id":1,"method":"rpc.ping"}' };

/** What every Transport must do, on real sockets; each implementation's tests call it. */
export function testTransportContract(name: string, create: Create): void {
  const sendOnce = async (url: string, timeoutMs = TIMEOUT_MS) => {
    const transport = create(url, timeoutMs);
    try {
      return await transport.send(REQUEST);
    } finally {
      await transport.close();
    }
  };
  const answered = async (text: string, then: 'end' | 'keep' | 'reset' = 'end') => {
    const { url } = await startTcpServer((socket) => {
      socket.write(text);
      if (then === 'end') socket.end();
      if (then === 'reset') setTimeout(() => socket.resetAndDestroy(), 20);
    });
    return sendOnce(url);
  };

  describe(`${name}: answers`, () => {
    it('gives status and body of any complete answer', async () => {
      const { url } = await startHttpServer((request, response) => {
        request.resume();
        response.statusCode = 503;
        response.end('{"detail":"not ready"}');
      });
      expect(await sendOnce(url)).toMatchObject({
        kind: 'response',
        status: 503,
        body: '{"detail":"not ready"}',
      });
    });

    it('puts chunks and split characters together', async () => {
      const bytes = Buffer.from('{"word":"größer"}');
      const { url } = await startHttpServer((_request, response) => {
        response.write(bytes.subarray(0, 12));
        setTimeout(() => response.end(bytes.subarray(12)), 20);
      });
      expect(await sendOnce(url)).toMatchObject({ body: '{"word":"größer"}' });
    });

    it('knows an answer without a body', async () => {
      expect(await answered('HTTP/1.1 204 No Content\r\n\r\n', 'keep')).toMatchObject({
        kind: 'response',
        status: 204,
        body: '',
      });
    });

    it('does not follow redirects', async () => {
      const text = 'HTTP/1.1 302 Found\r\nlocation: /elsewhere\r\ncontent-length: 0\r\n\r\n';
      expect(await answered(text)).toMatchObject({ kind: 'response', status: 302 });
    });

    it('sends the body as it is, as JSON, with the token', async () => {
      const { url } = await startHttpServer((request, response) => {
        const chunks: Buffer[] = [];
        request.on('data', (chunk: Buffer) => chunks.push(chunk));
        request.on('end', () => {
          const { 'content-type': type, authorization } = request.headers;
          response.end(
            JSON.stringify([
              request.method,
              request.url,
              type,
              authorization,
              `${Buffer.concat(chunks)}`,
            ]),
          );
        });
      });
      const reply = await sendOnce(`${url}?tenant=1`);
      expect(reply.kind === 'response' && JSON.parse(reply.body)).toEqual([
        'POST',
        '/api?tenant=1',
        'application/json',
        'Bearer secret',
        REQUEST.body,
      ]);
    });
  });

  describe(`${name}: broken services`, () => {
    it('a refused connection', async () => {
      expect(await sendOnce('http://127.0.0.1:1/')).toEqual({
        kind: 'network-error',
        code: 'ECONNREFUSED',
        message: 'connection refused',
      });
    });

    it('a host that does not exist', async () => {
      const reply = await sendOnce('http://no-such-host.invalid/', 10_000);
      expect(reply).toMatchObject({ kind: 'network-error' });
      expect(['ENOTFOUND', 'EAI_AGAIN']).toContain(reply.kind === 'network-error' && reply.code);
    });

    it.each([
      ['without an answer', ''],
      ['before the answer was complete', 'HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\nhalf'],
    ])('a service that closes %s, in words', async (when, text) => {
      expect(await answered(text)).toMatchObject({
        message: `connection closed by the service ${when}`,
      });
    });

    it('an answer that is too large is cut off', async () => {
      const { url } = await startHttpServer((request, response) => {
        request.resume();
        response.end('x'.repeat(request.url === '/api?1' ? 100_001 : 100_000));
      });
      expect(await sendOnce(url)).toMatchObject({ kind: 'response', status: 200 });
      expect(await sendOnce(`${url}?1`)).toMatchObject({ code: 'RESPONSE_TOO_LARGE' });
    });

    it.each([
      ['closes within the headers', 'HTTP/1.1 200 OK\r\ncontent-le'],
      ['closes within a chunk', 'HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\nff\r\nhalf'],
      ['does not speak HTTP', 'SSH-2.0-OpenSSH_9.6\r\n'],
      ['sends a header that is not one', 'HTTP/1.1 200 OK\r\nno colon here\r\n\r\n'],
      ['gives no number for a length', 'HTTP/1.1 200 OK\r\ncontent-length: many\r\n\r\nab'],
      ['gives two lengths', 'HTTP/1.1 200 OK\r\ncontent-length: 1\r\ncontent-length: 2\r\n\r\nab'],
    ])('a service that %s', async (_what, text) => {
      expect(await answered(text)).toMatchObject({ kind: 'network-error' });
    });

    it('a service that resets the connection within the body', async () => {
      const text = 'HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\nhalf';
      expect(await answered(text, 'reset')).toMatchObject({ kind: 'network-error' });
    });

    it.each([
      ['never answers', ''],
      ['never ends its headers', 'HTTP/1.1 200 OK\r\n'],
      ['never ends its body', 'HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\nhalf'],
    ])('a service that %s is a time-out', async (_what, text) => {
      expect(await answered(text, 'keep')).toEqual({ kind: 'timeout' });
    });

    it('a body that drips slowly is a time-out too: the whole answer must be in time', async () => {
      const { url } = await startTcpServer((socket) => {
        socket.write('HTTP/1.1 200 OK\r\ncontent-length: 1000\r\n\r\n');
        const drip = setInterval(() => socket.write('x'), 20);
        socket.on('close', () => clearInterval(drip));
      });
      expect(await sendOnce(url)).toEqual({ kind: 'timeout' });
    });
  });

  describe(`${name}: what it holds`, () => {
    it('frees connections and timers of requests that failed', async () => {
      const server = await startTcpServer((socket) => {
        socket.write('HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\nhalf');
      });
      const timers = () =>
        process.getActiveResourcesInfo().filter((one) => one === 'Timeout').length;
      const before = timers();
      const transport = create(server.url, 50);
      await Promise.all(Array.from({ length: 10 }, () => transport.send(REQUEST)));
      await expect.poll(() => server.connections()).toBe(0);
      await expect.poll(timers).toBeLessThanOrEqual(before);
      await transport.close();
    });

    it('an answer longer than announced does not become part of the next one', async () => {
      const { url } = await startTcpServer((socket) => {
        socket.write('HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n{}and more');
      });
      const transport = create(url, TIMEOUT_MS);
      expect(await transport.send(REQUEST)).toMatchObject({ kind: 'response', body: '{}' });
      const next = await transport.send(REQUEST);
      expect(next.kind === 'response' ? next.body : '{}').toBe('{}');
      await transport.close();
    });

    it('uses a connection again, and only while nobody else is on it', async () => {
      const server = await startHttpServer((request, response) => {
        request.resume();
        setTimeout(() => response.end('{}'), 30);
      });
      const transport = create(server.url, 5000);
      await transport.send(REQUEST);
      await transport.send(REQUEST);
      expect(server.connections()).toBe(1);
      await Promise.all([1, 2, 3].map(() => transport.send(REQUEST)));
      expect(server.connections()).toBe(3);
      await transport.close();
    });

    it('does not use a connection again that the service has closed meanwhile', async () => {
      const { url } = await startTcpServer((socket) => {
        socket.write('HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n{}');
        setTimeout(() => socket.end(), 20);
      });
      const transport = create(url, TIMEOUT_MS);
      expect((await transport.send(REQUEST)).kind).toBe('response');
      await sleep(60);
      expect((await transport.send(REQUEST)).kind).toBe('response');
      await transport.close();
    });

    it('does not use a connection again that the service has announced to close', async () => {
      // It answers one request a connection: a second one on it would have no answer.
      const { url } = await startTcpServer((socket) => {
        socket.write('HTTP/1.1 200 OK\r\nkeep-alive: timeout=1\r\ncontent-length: 2\r\n\r\n{}');
      });
      const transport = create(url, TIMEOUT_MS);
      expect((await transport.send(REQUEST)).kind).toBe('response');
      expect((await transport.send(REQUEST)).kind).toBe('response');
      await transport.close();
    });

    it('goes on after a service died and came back on its connections', async () => {
      let deaf = false;
      const { url } = await startHttpServer((request, response) => {
        if (deaf) request.socket.destroy();
        else response.end('{}');
      });
      const transport = create(url, 5000);
      expect((await transport.send(REQUEST)).kind).toBe('response');
      deaf = true;
      expect((await transport.send(REQUEST)).kind).toBe('network-error');
      deaf = false;
      expect((await transport.send(REQUEST)).kind).toBe('response');
      await transport.close();
    });

    it('abort cuts off what is under way, and only that', async () => {
      let held = true;
      const { url } = await startHttpServer((_request, response) => {
        if (!held) response.end('{}');
      });
      const transport = create(url, 5000);
      const cut = [transport.send(REQUEST), transport.send(REQUEST)];
      await sleep(50);
      transport.abort();
      expect(await Promise.all(cut)).toEqual([{ kind: 'aborted' }, { kind: 'aborted' }]);
      held = false;
      expect((await transport.send(REQUEST)).kind).toBe('response');
      await transport.close();
    });

    it('leaves no connection and no timer behind', async () => {
      const server = await startHttpServer((request, response) => {
        request.resume();
        if (request.url === '/api') response.end('{}');
      });
      const timers = () =>
        process.getActiveResourcesInfo().filter((name) => name === 'Timeout').length;
      const before = timers();
      const transport = create(server.url, 5000);
      await Promise.all(Array.from({ length: 20 }, () => transport.send(REQUEST)));
      await transport.close();
      await expect.poll(() => server.connections()).toBe(0);
      await expect.poll(timers).toBeLessThanOrEqual(before);
    });
  });
}
