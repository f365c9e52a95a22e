import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { BUILT_IN_SCENARIOS } from '@/lib/plan/built-in';
import { startRun } from '@/lib/runs/start-run';
import { MIGRATIONS_DIR, openTestStore } from '@/lib/testing/open-test-store';
import { startHttpServer } from '@/lib/testing/start-server';
import { allowedHosts, allowHost, disallowHost, listAllowedHosts } from './allowed-hosts';
import { listTargets, saveTarget, testTarget } from './targets';

const [{ plan: PLAN } = { plan: {} }] = BUILT_IN_SCENARIOS;
const REMOTE = 'http://10.20.30.40:9/rpc';

it('load goes where an administrator has allowed it, until that is taken back', async () => {
  const store = openTestStore();
  await saveTarget(store, { name: 'Remote', url: REMOTE });
  const start = () => startRun(store, { plan: PLAN, target: 'Remote', confirmHost: '10.20.30.40' });
  const refused = {
    problems: [
      { path: 'target', message: expect.stringContaining('10.20.30.40 has not been allowed') },
    ],
  };
  await expect(start()).rejects.toMatchObject(refused);
  await expect(startRun(store, { plan: PLAN, targetUrl: REMOTE })).rejects.toMatchObject(refused);
  expect((await listTargets(store))[0]?.notAllowed).toBe('10.20.30.40');
  await allowHost(store, { host: ' 10.20.30.0/24 ', note: 'ours' });
  expect(await start()).toMatchObject({ number: 1 });
  expect((await listTargets(store))[0]?.notAllowed).toBeUndefined();
  expect(await listAllowedHosts(store)).toMatchObject([{ host: '10.20.30.0/24', note: 'ours' }]);
  await disallowHost(store, '10.20.30.0/24');
  await expect(start()).rejects.toMatchObject(refused);
});

it('a test of a target connects to nothing else either', async () => {
  const store = openTestStore();
  const { url } = await startHttpServer((_, response) => response.end('{}'));
  expect(await testTarget(store, { url })).toMatchObject({ ok: false, kind: 'not-rpc' });
  expect(await testTarget(store, { url: REMOTE })).toMatchObject({
    ok: false,
    message: expect.stringContaining('has not been allowed'),
  });
  expect(await testTarget(store, { url: 'http://169.254.169.254/' })).toMatchObject({
    message: expect.stringContaining('is never loaded'),
  });
});

it('a proxy is a host as any other', async () => {
  const store = openTestStore();
  const plan = { ...PLAN, connection: { proxy: 'http://10.20.30.40:3128' } };
  await expect(
    startRun(store, { plan, targetUrl: 'http://127.0.0.1:8001/' }),
  ).rejects.toMatchObject({ problems: [{ path: 'connection.proxy' }] });
});

it('the environment allows hosts where nobody is there to', async () => {
  process.env.PLIMSOLL_ALLOWED_HOSTS = 'API.example.com., 10.0.0.0/8, 169.254.169.254';
  onTestFinished(() => void delete process.env.PLIMSOLL_ALLOWED_HOSTS);
  const store = openTestStore();
  expect(await allowedHosts(store)).toEqual(['api.example.com', '10.0.0.0/8']);
});

it('refuses what is no host, and what is never loaded', async () => {
  const store = openTestStore();
  await expect(allowHost(store, { host: 'https://a.example/' })).rejects.toMatchObject({
    problems: [{ path: 'host', message: expect.stringContaining('without protocol and port') }],
  });
  await expect(allowHost(store, { host: '169.254.169.254' })).rejects.toThrow('was not allowed');
  await expect(disallowHost(store, 'a.example')).rejects.toThrow('not among the allowed hosts');
});

it('what was in use before hosts had to be allowed is allowed', async () => {
  const store = openTestStore();
  const { sqlite, prisma } = store;
  const urls = [
    'https://API.example.com:8443/rpc',
    'http://10.0.0.9/x:1',
    'http://bare.example?a=1:2',
    'http://127.0.0.1:8001/',
    'http://localhost/',
    'http://[::1]:80/',
  ];
  for (const url of urls) await prisma.target.create({ data: { name: url, url } });
  const channel = { name: 'c', kind: 'slack', url: 'https://hooks.example.org/T1', events: '[]' };
  await prisma.channel.create({ data: channel });
  sqlite.exec('DROP TABLE "AllowedHost"');
  sqlite.exec(readFileSync(join(MIGRATIONS_DIR, '0011_allowed_hosts', 'migration.sql'), 'utf8'));
  expect((await allowedHosts(store)).toSorted()).toEqual([
    '10.0.0.9',
    'api.example.com',
    'bare.example',
    'hooks.example.org',
  ]);
});
