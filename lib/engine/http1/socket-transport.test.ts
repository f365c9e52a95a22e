import { testTransportContract } from '../transport.contract';
import { createSocketTransport } from './socket-transport';

testTransportContract('sockets', (url, timeoutMs) =>
  createSocketTransport({ target: { url, token: 'secret' }, timeoutMs, maxResponseBytes: 100_000 }),
);
