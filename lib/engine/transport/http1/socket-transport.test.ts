import type { Connection } from '@/lib/plan/connection';
import { startHttpsServer, startTlsServer } from '@/lib/testing/start-secure-server';
import { startHttpServer, startTcpServer } from '@/lib/testing/start-server';
import { LOCALHOST_CERT } from '@/lib/testing/test-certificates';
import { testProxyContract } from '../proxy.contract';
import { testTlsContract } from '../tls.contract';
import { testTransportContract } from '../transport.contract';
import { testHttp1Contract } from './http1.contract';
import { createSocketTransport } from './socket-transport';

const create = (url: string, timeoutMs: number, connection?: Connection) =>
  createSocketTransport({
    target: { url, token: 'secret' },
    timeoutMs,
    maxResponseBytes: 100_000,
    maxHeldBytes: 150_000,
    connection,
  });

const plain = {
  name: 'sockets',
  create,
  startHttp: startHttpServer,
  startTcp: startTcpServer,
  scheme: 'http',
} as const;

const secure = {
  name: 'sockets with TLS',
  create: (url: string, timeoutMs: number, connection?: Connection) =>
    create(url, timeoutMs, { ca: LOCALHOST_CERT, ...connection }),
  startHttp: startHttpsServer,
  startTcp: startTlsServer,
  scheme: 'https',
} as const;

for (const scene of [plain, secure]) {
  testTransportContract(scene);
  testHttp1Contract(scene);
  testProxyContract(scene);
}
testTlsContract({ name: 'sockets', create, startHttps: startHttpsServer });
