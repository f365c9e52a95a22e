import { expect, test } from 'vitest';
import { addressOf, namesOf, strangerProblem } from './strangers.mjs';

const names = namesOf({
  HOST: '0.0.0.0',
  PLIMSOLL_PUBLIC_URL: 'https://Plimsoll.example.com/',
  PLIMSOLL_HOSTS: 'load.internal, PLIMSOLL-2.internal',
});

const statusOf = (method: string, headers: Record<string, string | undefined>) =>
  strangerProblem({ method, headers: { host: '127.0.0.1:3000', ...headers } }, names)?.status;

test.each([
  '127.0.0.1:3000',
  'localhost:3000',
  'LOCALHOST',
  'localhost.',
  'plimsoll.localhost:3000',
  '[::1]:3000',
  '192.168.1.7',
  'plimsoll.example.com',
  'load.internal:8080',
  'plimsoll-2.internal',
])('is called %s', (host) => {
  expect(statusOf('GET', { host })).toBeUndefined();
});

test.each([
  'evil.example',
  'localhost.evil.example',
  'evil.example:3000',
  '127.0.0.1.evil.example',
  'plimsoll.example.com.evil.example',
  'notlocalhost',
  '',
  'a b',
  'user@127.0.0.1',
  '127.0.0.1:3000/x',
  '2130706433.evil',
])('is not called %j', (host) => {
  expect(statusOf('GET', { host })).toBe(421);
  expect(statusOf('POST', { host, origin: `http://${host}` })).toBe(421);
});

test.each([
  ['another site', 'http://evil.example'],
  ['another port', 'http://127.0.0.1:3001'],
  ['another name of this machine', 'http://localhost:3000'],
  ['a page without an address', 'null'],
  ['no address', 'x'],
  ['a file', 'file://'],
  ['something that only ends like it', 'http://x127.0.0.1:3000'],
])('changes nothing for %s: %s', (_what, origin) => {
  for (const method of ['POST', 'PUT', 'PATCH', 'DELETE'])
    expect(statusOf(method, { origin })).toBe(403);
});

test.each([
  {},
  { origin: 'http://127.0.0.1:3000' },
  { origin: 'http://127.0.0.1:3000', 'sec-fetch-site': 'same-origin' },
  { host: 'load.internal', origin: 'https://load.internal' },
  // A proxy may ask for it by another name than its user has.
  { host: '127.0.0.1:3000', origin: 'https://plimsoll.example.com' },
])('changes what a page of its own, or a script, asks for: %j', (headers) => {
  expect(statusOf('POST', headers)).toBeUndefined();
});

test('what browsers say of a request is looked at too, where the origin is missing', () => {
  expect(statusOf('POST', { 'sec-fetch-site': 'cross-site' })).toBe(403);
  expect(statusOf('DELETE', { 'sec-fetch-site': 'same-site' })).toBe(403);
  expect(statusOf('POST', { 'sec-fetch-site': 'none' })).toBeUndefined();
});

test('another site may link here, and read nothing', () => {
  const link = { 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'document' };
  const cross = { 'sec-fetch-site': 'cross-site' };
  expect(statusOf('GET', { ...cross, ...link })).toBeUndefined();
  for (const dest of ['iframe', 'image', 'script', 'empty', 'object'])
    expect(statusOf('GET', { ...cross, 'sec-fetch-mode': 'no-cors', 'sec-fetch-dest': dest })).toBe(
      403,
    );
  expect(statusOf('GET', { ...cross, ...link, 'sec-fetch-dest': 'iframe' })).toBe(403);
});

test('by default only this machine’s names are its own', () => {
  expect(namesOf({}).hosts.size).toBe(0);
  const asked = { method: 'GET', headers: { host: 'plimsoll.example.com' } };
  expect(strangerProblem(asked, namesOf({}))?.message).toContain('set PLIMSOLL_PUBLIC_URL');
});

test.each([
  ['127.0.0.1', '203.0.113.9', '203.0.113.9'],
  ['::ffff:127.0.0.1', '1.1.1.1, 203.0.113.9', '203.0.113.9'],
  ['127.0.0.1', 'nonsense', '127.0.0.1'],
  ['127.0.0.1', undefined, '127.0.0.1'],
  // Not through the proxy: nobody says for another from where it comes.
  ['198.51.100.7', '203.0.113.9', '198.51.100.7'],
])('from %s, with X-Forwarded-For %s, it comes from %s', (remoteAddress, told, address) => {
  const request = { socket: { remoteAddress }, headers: { 'x-forwarded-for': told } };
  expect(addressOf(request, names)).toBe(address);
  expect(addressOf(request, namesOf({}))).toBe(remoteAddress);
});
