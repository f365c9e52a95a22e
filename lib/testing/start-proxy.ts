import { connect, createServer, type Socket } from 'node:net';
import { serve } from './start-server';

export interface TestProxy {
  url: string;
  /** The hosts and ports that it was asked for. */
  asked: string[];
}

/** A proxy that tunnels wherever CONNECT says; `answer` may refuse: "407 Proxy Authentication Required". */
export async function startProxy(
  answer: (head: string) => string = () => '200 Connection established',
): Promise<TestProxy> {
  const asked: string[] = [];
  const tunnel = (client: Socket, head: string) => {
    const [, authority = ''] = head.split(' ');
    const [host, port] = authority.split(':');
    const status = answer(head);
    asked.push(authority);
    client.write(`HTTP/1.1 ${status}\r\n\r\n`);
    if (!status.startsWith('2')) {
      client.end();
      return;
    }
    const upstream = connect(Number(port), host);
    upstream.on('error', () => client.destroy());
    client.on('close', () => upstream.destroy());
    client.pipe(upstream).pipe(client);
  };
  const { url } = await serve(
    createServer((client) => {
      client.on('error', () => undefined);
      client.once('data', (bytes) => tunnel(client, bytes.toString('latin1')));
    }),
  );
  return { url: new URL(url).origin, asked };
}
