import type { Connection } from '@/lib/plan/connection';
import { startHttpsServer, startTlsServer } from '@/lib/testing/start-secure-server';
import { LOCALHOST_CERT } from '@/lib/testing/test-certificates';
import { testHttp1Contract } from '../http1/http1.contract';
import { testProxyContract } from '../proxy.contract';
import { testTransportContract } from '../transport.contract';
import { createTestUndici } from './testing/create-test-undici';

const scene = {
  name: 'undici with TLS',
  create: (url: string, timeoutMs: number, connection?: Connection) =>
    createTestUndici(url, timeoutMs, { ca: LOCALHOST_CERT, ...connection }),
  startHttp: startHttpsServer,
  startTcp: startTlsServer,
  scheme: 'https',
} as const;

testTransportContract(scene);
testHttp1Contract(scene);
testProxyContract(scene);
