import { testTransportContract } from '../transport.contract';
import { createUndiciTransport } from './undici-transport';

testTransportContract('undici', (url, timeoutMs) =>
  createUndiciTransport({ target: { url, token: 'secret' }, timeoutMs, maxResponseBytes: 100_000 }),
);
