import type { Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import type { TestServer } from '@/lib/testing/start-server';
import {
  REQUEST,
  SHORT_MS,
  sendOnce,
  TIMEOUT_MS,
  type TransportScene,
  timers,
} from '../transport.contract';

export interface Http1Scene extends TransportScene {
  startTcp(answer: (socket: Socket) => void): Promise<TestServer>;
}

/** What every transport of HTTP/1.1 must do besides. */
export function testHttp1Contract(scene: Http1Scene): void {
  const { name, create, startHttp, startTcp, scheme } = scene;
  const answered = async (
    text: string,
    then: 'end' | 'keep' | 'reset' = 'end',
    timeoutMs = TIMEOUT_MS,
  ) => {
    const { url } = await startTcp((socket) => {
      socket.write(text);
      if (then === 'end') socket.end();
      // Sockets with TLS cannot be reset.
      if (then === 'reset')
        setTimeout(() => (scheme === 'http' ? socket.resetAndDestroy() : socket.destroy()), 20);
    });
    return sendOnce(scene, url, REQUEST, timeoutMs);
  };

  describe(`${name}: broken services`, () => {
    it.each([
      ['without a response', ''],
      ['before the response was complete', 'HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\nhalf'],
    ])('a service that closes %s, in words', async (when, text) => {
      expect(await answered(text)).toMatchObject({
        message: `connection closed by the service ${when}`,
      });
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
      expect(await answered(text, 'keep', SHORT_MS)).toEqual({ kind: 'timeout' });
    });
  });

  describe(`${name}: keeping connections`, () => {
    it('frees connections and timers of requests that failed', async () => {
      const server = await startTcp((socket) => {
        socket.write('HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\nhalf');
      });
      const before = timers();
      const transport = create(server.url, 50);
      await Promise.all(Array.from({ length: 10 }, () => transport.send(REQUEST)));
      await expect.poll(() => server.connections()).toBe(0);
      await expect.poll(timers).toBeLessThanOrEqual(before);
      await transport.close();
    });

    it('an answer longer than announced does not become part of the next one', async () => {
      const { url } = await startTcp((socket) => {
        socket.write('HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n{}and more');
      });
      const transport = create(url, TIMEOUT_MS);
      expect(await transport.send(REQUEST)).toMatchObject({ kind: 'response', body: '{}' });
      const next = await transport.send(REQUEST);
      expect(next.kind === 'response' ? next.body : '{}').toBe('{}');
      await transport.close();
    });

    it('uses a connection again, and only while nobody else is on it', async () => {
      const server = await startHttp((request, response) => {
        request.resume();
        setTimeout(() => response.end('{}'), 30);
      });
      const transport = create(server.url, TIMEOUT_MS);
      await transport.send(REQUEST);
      await transport.send(REQUEST);
      expect(server.connections()).toBe(1);
      await Promise.all([1, 2, 3].map(() => transport.send(REQUEST)));
      expect(server.connections()).toBe(3);
      await transport.close();
    });

    it('says that it will close when a connection is for one request only', async () => {
      const { url } = await startHttp((request, response) => {
        request.resume();
        response.end(request.headers.connection);
      });
      const transport = create(url, TIMEOUT_MS, { keepAlive: false });
      expect(await transport.send(REQUEST)).toMatchObject({ body: 'close' });
      await transport.close();
    });

    it('never has more connections than it may, and serves first who came first', async () => {
      let most = 0;
      const order: (string | undefined)[] = [];
      const server = await startHttp((request, response) => {
        request.resume();
        most = Math.max(most, server.connections());
        order.push(request.url);
        setTimeout(() => response.end('{}'), 30);
      });
      const transport = create(server.url, TIMEOUT_MS, { maxConnections: 2 });
      const paths = Array.from({ length: 6 }, (_, index) => `/${index}`);
      const replies = await Promise.all(paths.map((path) => transport.send({ path })));
      expect(most).toBe(2);
      expect(order.slice(2)).toEqual(['/2', '/3', '/4', '/5']);
      const waits = replies.map((one) => (one.kind === 'response' && one.phases.queuedMs) || 0);
      expect(waits.map((ms) => Math.floor((ms + 2) / 30))).toEqual([
        0,
        0,
        expect.closeTo(1, -1),
        expect.closeTo(1, -1),
        expect.closeTo(2, -1),
        expect.closeTo(2, -1),
      ]);
      expect(waits[5]).toBeGreaterThan((waits[2] ?? 0) + 20);
      await transport.close();
    });

    it('gives a connection that failed to whom is waiting, as a new one', async () => {
      let requests = 0;
      const { url } = await startTcp((socket) => {
        requests += 1;
        if (requests === 1) socket.destroy();
        else socket.write('HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n{}');
      });
      const transport = create(url, TIMEOUT_MS, { maxConnections: 1 });
      const replies = await Promise.all([1, 2].map(() => transport.send(REQUEST)));
      expect(replies.map(({ kind }) => kind)).toEqual(['network-error', 'response']);
      await transport.close();
    });

    it('does not use a connection again that the service has closed meanwhile', async () => {
      const { url } = await startTcp((socket) => {
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
      const { url } = await startTcp((socket) => {
        socket.write('HTTP/1.1 200 OK\r\nkeep-alive: timeout=1\r\ncontent-length: 2\r\n\r\n{}');
      });
      const transport = create(url, TIMEOUT_MS);
      expect((await transport.send(REQUEST)).kind).toBe('response');
      expect((await transport.send(REQUEST)).kind).toBe('response');
      await transport.close();
    });
  });
}
