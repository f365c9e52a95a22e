import type { Connection } from '@/lib/plan/connection';
import { startHttpsServer } from '@/lib/testing/start-secure-server';
import { LOCALHOST_CERT } from '@/lib/testing/test-certificates';
import { testProxyContract } from '../proxy.contract';
import { testConnectionContract } from '../transport.contract';
import { createTestUndici } from './testing/create-test-undici';

const scene = {
  name: 'undici with TLS',
  create: (url: string, timeoutMs: number, connection?: Connection) =>
    createTestUndici(url, timeoutMs, { ca: LOCALHOST_CERT, ...connection }),
  startHttp: startHttpsServer,
  scheme: 'https',
} as const;

// What undici writes and reads is the same on either socket, and undici-transport.test.ts has it; TLS
// makes a difference to what the connection itself does, and to the tunnel that it is dialled through.
testConnectionContract(scene);
testProxyContract(scene);
