import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { rpcCallIn } from './rpc-call';

export interface SlotServer {
  url: string;
  /** Answers per second that it cannot pass. */
  capacity: number;
  close(): Promise<void>;
}

/**
 * A JSON-RPC service whose capacity is known exactly: `slots` requests are served at once, each for
 * `serviceMs`, first come, first served. Ends are computed, so that late timers cost latency, not capacity.
 */
export async function startSlotServer(slots: number, serviceMs: number): Promise<SlotServer> {
  const freeAt = new Array<number>(slots).fill(0);
  const server = createServer((request, response) => {
    const body: Buffer[] = [];
    request.on('data', (chunk: Buffer) => body.push(chunk));
    request.on('end', () => {
      const now = performance.now();
      let first = 0;
      for (const [slot, at] of freeAt.entries()) if (at < (freeAt[first] ?? 0)) first = slot;
      const endAt = Math.max(now, freeAt[first] ?? 0) + serviceMs;
      freeAt[first] = endAt;
      const id = body.length === 0 ? undefined : rpcCallIn(Buffer.concat(body).toString()).id;
      setTimeout(() => {
        response.setHeader('content-type', 'application/json');
        response.end(JSON.stringify({ jsonrpc: '2.0', id: id ?? null, result: { status: 'ok' } }));
      }, endAt - now);
    });
  });
  server.keepAliveTimeout = 60_000;
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/`,
    capacity: (slots * 1000) / serviceMs,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
