import fc from 'fast-check';
import { expect, it } from 'vitest';
import {
  addressProblem,
  allowanceProblem,
  guardedLookup,
  HOST_NOT_ALLOWED,
  hostProblem,
  refuseAddress,
} from './host-guard';

const ALLOWED = ['api.example.com', '10.0.0.7', '10.1.0.0/16', 'fd12::/48'];
const NEVER = /is never loaded/;
const NOT_ALLOWED = /has not been allowed/;

it.each([
  'http://127.0.0.1:8001/',
  'http://127.9.9.9/',
  'http://localhost:8001/',
  'http://LOCALHOST./',
  'http://a.localhost/',
  'http://[::1]:8001/',
  'http://2130706433/',
  'http://0x7f.1/',
  'http://0177.0.0.1/',
  'http://127.1/',
  'http://[::ffff:127.0.0.1]/',
  'https://api.example.com/x',
  'https://API.Example.COM./x',
  'http://10.0.0.7/',
  'http://10.1.255.255/',
  'http://[fd12::5]/',
  'http://[::ffff:10.0.0.7]/',
])('may go to %s', (url) => {
  expect(hostProblem(url, ALLOWED)).toBeUndefined();
});

it.each([
  ['http://169.254.169.254/latest/meta-data', NEVER],
  ['http://2852039166/', NEVER],
  ['http://0xa9fea9fe/', NEVER],
  ['http://0251.0376.0251.0376/', NEVER],
  ['http://[::ffff:169.254.169.254]/', NEVER],
  ['http://[::ffff:a9fe:a9fe]/', NEVER],
  ['http://[64:ff9b::a9fe:a9fe]/', NEVER],
  ['http://[2002:a9fe:a9fe::]/', NEVER],
  ['http://[::a9fe:a9fe]/', NEVER],
  ['http://[fe80::1]/', NEVER],
  ['http://[fd00:ec2::254]/', NEVER],
  ['http://metadata.google.internal/', NEVER],
  ['http://0.0.0.0/', NEVER],
  ['http://0/', NEVER],
  ['http://[::]/', NEVER],
  ['http://224.0.0.1/', NEVER],
  ['http://255.255.255.255/', NEVER],
  ['http://10.0.0.8/', NOT_ALLOWED],
  ['http://10.2.0.1/', NOT_ALLOWED],
  ['http://8.8.8.8/', NOT_ALLOWED],
  ['http://[2001:db8::1]/', NOT_ALLOWED],
  ['http://[::ffff:8.8.8.8]/', NOT_ALLOWED],
  ['https://example.com/', NOT_ALLOWED],
  ['https://api.example.com.evil.example/', NOT_ALLOWED],
  ['https://localhost.evil.example/', NOT_ALLOWED],
])('may not go to %s', (url, sentence) => {
  expect(hostProblem(url, ALLOWED)).toMatch(sentence);
});

it('an address is what it is, however IPv6 carries it', () => {
  fc.assert(
    fc.property(fc.ipV4(), (address) => {
      const hex = address
        .split('.')
        .map((byte) => Number(byte).toString(16).padStart(2, '0'))
        .join('')
        .replace(/(....)/, '$1:');
      const verdict = (written: string) => addressProblem(written, 'x', []) === undefined;
      const isOwn = address.startsWith('127.');
      const forms = [address, `::ffff:${address}`, `::ffff:${hex}`, `64:ff9b::${hex}`];
      expect(forms.map(verdict)).toEqual(forms.map(() => isOwn));
    }),
  );
});

it('a name that was allowed may lead anywhere but where nobody may', () => {
  expect(addressProblem('93.184.216.34', 'api.example.com', ALLOWED)).toBeUndefined();
  expect(addressProblem('10.9.9.9', 'api.example.com', ALLOWED)).toBeUndefined();
  expect(addressProblem('169.254.169.254', 'api.example.com', ALLOWED)).toMatch(NEVER);
});

it('looks at the address that is connected to, each time anew', async () => {
  const answers = ['127.0.0.1', '93.184.216.34', '169.254.169.254'];
  const look = guardedLookup([], (_host, _options, callback) =>
    callback(null, [{ address: answers.shift() ?? '', family: 4 }]),
  );
  const connectTo = () =>
    new Promise((resolve) =>
      look('rebound.example', { all: true }, (error, found) => resolve(error ?? found)),
    );
  expect(await connectTo()).toEqual([{ address: '127.0.0.1', family: 4 }]);
  expect(await connectTo()).toMatchObject({ code: HOST_NOT_ALLOWED });
  expect(await connectTo()).toMatchObject({ message: expect.stringMatching(NEVER) });
});

it('an address as it stands is looked at too', () => {
  expect(() => refuseAddress('[::1]', [])).not.toThrow();
  expect(() => refuseAddress('10.0.0.1', [])).toThrow(NOT_ALLOWED);
});

it.each(['api.example.com', '10.0.0.7', '10.0.0.0/8', 'fd12::/48', 'a_b.internal', '2001:db8::1'])(
  '%s can be allowed',
  (host) => {
    expect(allowanceProblem(host)).toBeUndefined();
  },
);

it.each([
  'https://a.example',
  'a.example:80',
  'a.example/x',
  '',
  '-a',
  '10.0.0.0/33',
  '0.0.0.0/0',
  '10.0.0.0/4',
  '169.254.169.254',
  '169.254.0.0/16',
  'metadata.google.internal',
  'fe80::1',
])('%j cannot', (host) => {
  expect(allowanceProblem(host)).toMatch(/^(must|is never)/);
});
