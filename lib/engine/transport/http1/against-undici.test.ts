import { expect, it } from 'vitest';
import { createRandom } from '@/lib/stats/random';
import { startTcpServer } from '@/lib/testing/start-server';
import type { Reply, Transport } from '../transport';
import { createUndiciTransport } from '../undici/undici-transport';
import { createSocketTransport } from './socket-transport';

const RESPONSES = [
  'HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 11\r\n\r\n{"ok":true}',
  'HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n5\r\n{"ok"\r\n6;x=y\r\n:true}\r\n0\r\n\r\n',
  'HTTP/1.0 500 Oh\r\nconnection: close\r\n\r\nuntil the end',
];
const INTERESTING = [...'\r\n\0 :;,0123456789abcdefHTP/\t\xff'];
const CASES = 400;

/** One of the responses with up to four bytes changed, left out or put in. */
function spoil(random: () => number): string {
  const pick = (count: number) => Math.floor(random() * count);
  const chars = [...(RESPONSES[pick(RESPONSES.length)] ?? '')];
  for (let changes = pick(4) + 1; changes > 0; changes--) {
    const byte = INTERESTING[pick(INTERESTING.length)] ?? '';
    const removed = pick(2);
    chars.splice(pick(chars.length), removed, ...(removed === 1 && pick(3) === 0 ? [] : [byte]));
  }
  return chars.join('');
}

/** What was answered, without how long it took. */
function whatOf(reply: Reply) {
  if (reply.kind !== 'response') return reply;
  const { status, headers, body, bytes } = reply;
  return { status, headers, body, bytes };
}

it('never reads a spoilt response in another way than undici: at most it refuses more', async () => {
  const random = createRandom(20_261_123);
  let next = '';
  const { url } = await startTcpServer((socket) => {
    socket.end(Buffer.from(next, 'latin1'));
  });
  const options = {
    target: { url },
    timeoutMs: 1000,
    maxResponseBytes: 100_000,
    maxHeldBytes: 150_000,
  };
  const ask = async (transport: Transport) => {
    const reply = await transport.send({ body: '{}' });
    await transport.close();
    return reply;
  };
  let agreed = 0;
  let refused = 0;
  for (let round = 0; round < CASES; round++) {
    next = spoil(random);
    const ours = await ask(createSocketTransport(options));
    const theirs = await ask(createUndiciTransport(options));
    if (ours.kind === 'response')
      expect(whatOf(ours), JSON.stringify(next)).toEqual(whatOf(theirs));
    if (ours.kind === theirs.kind) agreed += 1;
    if (ours.kind === 'network-error') refused += 1;
    expect(ours.kind, JSON.stringify(next)).not.toBe('timeout');
  }
  expect(agreed).toBeGreaterThan(CASES * 0.8);
  expect(refused).toBeGreaterThan(CASES * 0.2);
});
