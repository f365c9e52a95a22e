import { expect, test } from 'vitest';
import { readSettings } from './settings';

test('an empty environment gives the defaults', () => {
  expect(readSettings({}, '/plimsoll')).toEqual({
    ok: true,
    settings: {
      host: '127.0.0.1',
      port: 3000,
      dataDir: '/plimsoll/data',
      databaseFile: '/plimsoll/data/plimsoll.db',
      reference: {
        enabled: true,
        port: 8001,
        url: 'http://127.0.0.1:8001',
        dataDir: '/plimsoll/data/reference',
      },
    },
  });
});

test('every setting can be chosen', () => {
  const env = {
    PORT: '4000',
    HOST: '0.0.0.0',
    PLIMSOLL_DATA_DIR: '/var/lib/plimsoll',
    REFERENCE_PORT: '9001',
    REFERENCE: 'OFF',
    PLIMSOLL_ACCESS: 'on',
  };
  expect(readSettings(env, '/plimsoll')).toEqual({
    ok: true,
    settings: {
      host: '0.0.0.0',
      port: 4000,
      dataDir: '/var/lib/plimsoll',
      databaseFile: '/var/lib/plimsoll/plimsoll.db',
      reference: {
        enabled: false,
        port: 9001,
        url: 'http://127.0.0.1:9001',
        dataDir: '/var/lib/plimsoll/reference',
      },
    },
  });
});

test('a blank variable counts as not set', () => {
  expect(readSettings({ PORT: ' ', HOST: '', REFERENCE: '' })).toMatchObject({
    ok: true,
    settings: { port: 3000, host: '127.0.0.1', reference: { enabled: true } },
  });
});

test('all problems come at once, each naming its variable', () => {
  const env = { PORT: '70000', HOST: 'http://x/', REFERENCE_PORT: '80a', REFERENCE: 'maybe' };
  expect(readSettings(env)).toEqual({
    ok: false,
    problems: [
      { path: 'PORT', message: 'PORT must be a whole number from 1 to 65535, such as 3000.' },
      {
        path: 'HOST',
        message: 'HOST must be a host name or IP address to listen on, such as 127.0.0.1.',
      },
      {
        path: 'REFERENCE_PORT',
        message: 'REFERENCE_PORT must be a whole number from 1 to 65535, such as 8001.',
      },
      { path: 'REFERENCE', message: 'REFERENCE must be on or off.' },
    ],
  });
});

test.each(['0', '65536', '-1', '3000.5', 'http'])('%s is no port', (PORT) => {
  expect(readSettings({ PORT })).toMatchObject({ ok: false, problems: [{ path: 'PORT' }] });
});

test('the two servers cannot share a port', () => {
  expect(readSettings({ PORT: '8001' })).toMatchObject({
    ok: false,
    problems: [{ path: 'REFERENCE_PORT', message: expect.stringContaining('both 8001') }],
  });
});

test('they may, when the reference service is off', () => {
  expect(readSettings({ PORT: '8001', REFERENCE: 'off' })).toMatchObject({ ok: true });
});

test.each(['0.0.0.0', '::', '192.168.1.7', 'plimsoll.example.com'])(
  'what others can reach at %s needs a log-in',
  (HOST) => {
    expect(readSettings({ HOST })).toMatchObject({
      ok: false,
      problems: [{ path: 'PLIMSOLL_ACCESS', message: expect.stringContaining('no log-in') }],
    });
    expect(readSettings({ HOST, PLIMSOLL_ACCESS: 'on' })).toMatchObject({ ok: true });
  },
);

test('so does what a proxy leads others to', () => {
  for (const env of [
    { PLIMSOLL_PUBLIC_URL: 'https://plimsoll.example.com' },
    { PLIMSOLL_HOSTS: 'a.example.com, b.example.com' },
  ])
    expect(readSettings(env)).toMatchObject({ ok: false, problems: [{ path: 'PLIMSOLL_ACCESS' }] });
  expect(readSettings({ PLIMSOLL_PUBLIC_URL: 'http://localhost:3000' })).toMatchObject({
    ok: true,
  });
  expect(readSettings({ PLIMSOLL_HOSTS: 'a b' })).toMatchObject({ ok: false });
});

test.each(['127.0.0.1', '127.9.9.9', 'localhost', '::1'])('%s needs none', (HOST) => {
  expect(readSettings({ HOST })).toMatchObject({ ok: true });
});

test('an identity provider is known by all of its settings', () => {
  const env = { PLIMSOLL_OIDC_ISSUER: 'https://id.example.com', PLIMSOLL_OIDC_CLIENT_ID: 'p' };
  expect(readSettings(env)).toMatchObject({
    ok: false,
    problems: [{ message: 'PLIMSOLL_OIDC_CLIENT_SECRET must be set too.' }],
  });
});
