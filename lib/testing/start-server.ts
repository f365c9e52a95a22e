import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer as createTcpServer, type Server, type Socket } from 'node:net';
import { onTestFinished } from 'vitest';
import { rpcCallIn } from './rpc-call';

/** A server on a free loopback port, gone when the test ends. */
export interface TestServer {
  url: string;
  /** Connections that are open right now. */
  connections(): number;
}

export async function startHttpServer(
  handle: (request: IncomingMessage, response: ServerResponse) => void,
): Promise<TestServer> {
  return serve(createServer(handle));
}

/** A server that speaks whatever it likes, once a request has come in. */
export async function startTcpServer(answer: (socket: Socket) => void): Promise<TestServer> {
  return serve(
    createTcpServer((socket) => {
      socket.on('error', () => undefined);
      socket.once('data', () => answer(socket));
    }),
  );
}

/** Lets a server listen until the test ends. */
export async function serve(server: Server, scheme = 'http'): Promise<TestServer> {
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(async () => {
    for (const socket of sockets) socket.destroy();
    server.close();
    await once(server, 'close');
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return { url: `${scheme}://127.0.0.1:${address.port}/api`, connections: () => sockets.size };
}

/** Answers JSON-RPC calls with what `resultOf` makes of their method and params. */
export async function startRpcServer(
  resultOf: (method: string, params: Record<string, unknown>) => unknown,
  delayMs = 0,
): Promise<TestServer & { calls: Map<string, number> }> {
  const calls = new Map<string, number>();
  const server = await startHttpServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const call = rpcCallIn(Buffer.concat(chunks).toString());
      calls.set(call.method, (calls.get(call.method) ?? 0) + 1);
      const answer = () => {
        response.setHeader('content-type', 'application/json');
        const result = resultOf(call.method, call.params);
        response.end(JSON.stringify({ jsonrpc: '2.0', id: call.id, result }));
      };
      if (delayMs === 0) answer();
      else setTimeout(answer, delayMs);
    });
  });
  return { ...server, calls };
}
