import type { IncomingMessage, ServerResponse } from 'node:http';
import {
  createServer as createHttp2Server,
  createSecureServer,
  type ServerHttp2Session,
} from 'node:http2';
import { createServer as createHttpsServer } from 'node:https';
import type { Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { createServer as createTlsServer } from 'node:tls';
import { onTestFinished } from 'vitest';
import { serve, type TestServer } from './start-server';
import { LOCALHOST_CERT, TEST_KEY } from './test-certificates';

type Handle = (request: IncomingMessage, response: ServerResponse) => void;

/** As startHttpServer, over TLS. */
export async function startHttpsServer(handle: Handle, cert = LOCALHOST_CERT): Promise<TestServer> {
  const server = createHttpsServer({ key: TEST_KEY, cert }, handle);
  // A client that refuses our certificate is what some tests are about.
  server.on('tlsClientError', () => undefined);
  return serve(server, 'https');
}

/** As startTcpServer, over TLS. */
export async function startTlsServer(
  answer: (socket: Socket) => void,
  cert = LOCALHOST_CERT,
): Promise<TestServer> {
  const server = createTlsServer({ key: TEST_KEY, cert }, (socket) => {
    socket.on('error', () => undefined);
    socket.once('data', () => answer(socket));
  });
  server.on('tlsClientError', () => undefined);
  return serve(server, 'https');
}

/** As startHttpServer, in HTTP/2 only: over TLS or, with prior knowledge, without. */
export async function startHttp2Server(
  handle: Handle,
  { tls = true, cert = LOCALHOST_CERT, maxStreams }: Http2ServerOptions = {},
): Promise<TestServer> {
  const settings = maxStreams === undefined ? {} : { maxConcurrentStreams: maxStreams };
  const server = tls
    ? createSecureServer({ key: TEST_KEY, cert, settings })
    : createHttp2Server({ settings });
  server.on('sessionError', () => undefined);
  // Node's HTTP/2 takes the handlers of HTTP/1.1; only the types differ.
  server.on('request', handle as never);
  const sessions = new Set<ServerHttp2Session>();
  server.on('session', (session) => sessions.add(session));
  const started = await serve(server, tls ? 'https' : 'http');
  // Before their sockets are: they still write to them.
  onTestFinished(async () => {
    for (const session of sessions) session.destroy();
    await sleep(1);
  });
  return started;
}

interface Http2ServerOptions {
  tls?: boolean;
  cert?: string;
  /** At a time, on one connection. */
  maxStreams?: number;
}
