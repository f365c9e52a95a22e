import { startHttpsServer } from '@/lib/testing/start-secure-server';
import { startHttpServer, startTcpServer } from '@/lib/testing/start-server';
import { testHttp1Contract } from '../http1/http1.contract';
import { testProxyContract } from '../proxy.contract';
import { testTlsContract } from '../tls.contract';
import { testTransportContract } from '../transport.contract';
import { createTestUndici } from './testing/create-test-undici';

const scene = {
  name: 'undici',
  create: createTestUndici,
  startHttp: startHttpServer,
  startTcp: startTcpServer,
  scheme: 'http',
} as const;

testTransportContract(scene);
testHttp1Contract(scene);
testProxyContract(scene);
testTlsContract({ name: 'undici', create: createTestUndici, startHttps: startHttpsServer });
