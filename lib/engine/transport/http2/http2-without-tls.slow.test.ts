import type { IncomingMessage, ServerResponse } from 'node:http';
import { startHttp2Server } from '@/lib/testing/start-secure-server';
import { testProxyContract } from '../proxy.contract';
import { testTransportContract } from '../transport.contract';
import { createTestHttp2 } from './testing/create-test-http2';

const scene = {
  name: 'HTTP/2 without TLS',
  create: createTestHttp2,
  startHttp: (handle: (request: IncomingMessage, response: ServerResponse) => void) =>
    startHttp2Server(handle, { tls: false }),
  scheme: 'http',
} as const;

testTransportContract(scene);
testProxyContract(scene);
