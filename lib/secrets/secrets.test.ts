import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { parsePlan } from '@/lib/plan/parse-plan';
import { getRun } from '@/lib/runs/get-run';
import { startRun } from '@/lib/runs/start-run';
import { saveScenario } from '@/lib/scenarios/scenarios';
import { listTargets, saveTarget } from '@/lib/targets/targets';
import { insertRun } from '@/lib/testing/insert-run';
import { openTestStore } from '@/lib/testing/open-test-store';
import { keepStoredCredentials } from './keep-stored';
import { keptSentence } from './model';
import { deleteSecret, listSecrets, saveSecret, secretsFor } from './secrets';

const LOAD = { model: 'closed', stages: [{ users: 1, spawnPerSecond: 1, durationMs: 1000 }] };

function planSending(authorization: string, name = 'Shop') {
  return {
    name,
    load: LOAD,
    requests: [
      { name: 'Log in', weight: 1, http: { method: 'GET', path: '/', headers: { authorization } } },
    ],
  };
}

const url = 'http://127.0.0.1:9/rpc';

it('is stored encrypted, changed in part, and given for a target only', async () => {
  const store = openTestStore();
  await saveSecret(store, { name: 'TOKEN', value: 'canary-1', note: 'of Olga' });
  await saveSecret(store, { name: 'TOKEN', hosts: [' 127.0.0.1 ', ''] });
  expect(await listSecrets(store)).toMatchObject([
    { name: 'TOKEN', hosts: ['127.0.0.1'], note: 'of Olga', usedBy: [] },
  ]);
  const plan = parsePlan(planSending('Bearer {{secret.TOKEN}}'));
  expect(await secretsFor(store, { plan, url })).toEqual({ TOKEN: 'canary-1' });
  await expect(secretsFor(store, { plan, url: 'http://localhost:9/' })).rejects.toMatchObject({
    problems: [
      {
        path: 'requests[0].http.headers.authorization',
        message: 'uses {{secret.TOKEN}}, which may be sent to 127.0.0.1 only, not to localhost.',
      },
    ],
  });
  // To send it elsewhere, one must know it.
  await expect(saveSecret(store, { name: 'TOKEN', hosts: [] })).rejects.toMatchObject({
    problems: [{ path: 'value', message: 'must be entered again to send it to other hosts.' }],
  });
  store.sqlite.pragma('wal_checkpoint(TRUNCATE)');
  expect(readFileSync(store.sqlite.name, 'latin1')).not.toContain('canary-1');
});

it('says what is wrong with a secret', async () => {
  const store = openTestStore();
  await expect(
    saveSecret(store, { name: '1 x', value: '\0', hosts: ['http://x'], note: 'n'.repeat(201) }),
  ).rejects.toMatchObject({
    problems: [
      {
        path: 'name',
        message: 'must start with a letter and have letters, digits, _ and - only.',
      },
      { path: 'value', message: 'must be a text.' },
      { path: 'hosts', message: 'must be names or IP addresses, without protocol and port.' },
      { path: 'note', message: 'must be at most 200 characters.' },
    ],
  });
  await expect(saveSecret(store, { name: 'A' })).rejects.toMatchObject({
    problems: [{ path: 'value', message: 'is required.' }],
  });
  await expect(deleteSecret(store, 'A')).rejects.toThrow('There is no secret A.');
});

it('a plan’s credential becomes a secret, the same one each time', async () => {
  const store = openTestStore();
  const first = await startRun(store, { plan: planSending('Bearer canary-2'), targetUrl: url });
  expect(keptSentence(first.kept)).toBe(
    'Kept as a secret: the header authorization of “Log in” as log-in-authorization.',
  );
  const again = await startRun(store, { plan: planSending('Bearer canary-2'), targetUrl: url });
  const other = await startRun(store, { plan: planSending('Bearer canary-3'), targetUrl: url });
  expect(again.kept).toEqual(first.kept);
  expect(other.kept).toMatchObject([{ name: 'log-in-authorization-2' }]);
  const runs = await Promise.all([first, again, other].map(({ number }) => getRun(store, number)));
  expect(JSON.stringify(runs)).not.toContain('canary');
  expect(runs[0]?.planHash).toBe(runs[1]?.planHash);
  expect(await listSecrets(store)).toHaveLength(2);
});

it('so does one of a scenario or of an address, and it cannot be deleted under them', async () => {
  const store = openTestStore();
  await saveScenario(store, { name: 'Shop', plan: planSending('Bearer canary-4') });
  await saveTarget(store, {
    name: 'Staging',
    url: `${url}?api_key=canary-5`,
    metricsUrl: 'http://127.0.0.1:9/metrics?token=canary-6',
  });
  expect(await listSecrets(store)).toMatchObject([
    { name: 'log-in-authorization', usedBy: ['scenario Shop'] },
    { name: 'staging-api-key', usedBy: ['target Staging'] },
    { name: 'staging-token', usedBy: ['target Staging'] },
  ]);
  expect((await listTargets(store))[0]?.url).toBe(`${url}?api_key={{secret.staging-api-key}}`);
  await expect(deleteSecret(store, 'staging-token')).rejects.toThrow(
    '{{secret.staging-token}} is used by target Staging. Remove it there first.',
  );
});

it('a run without its secret does not start, and says where it is missing', async () => {
  const store = openTestStore();
  const start = startRun(store, { plan: planSending('{{secret.GONE}}'), targetUrl: url });
  await expect(start).rejects.toMatchObject({
    problems: [
      {
        path: 'requests[0].http.headers.authorization',
        message:
          'uses {{secret.GONE}}, which is not stored. Add it on the Targets page, or with "plimsoll secrets set GONE".',
      },
    ],
  });
});

it('a credential in a name is refused: everybody reads those', async () => {
  const store = openTestStore();
  const name = 'Shop AKIAIOSFODNN7EXAMPLE';
  const save = saveScenario(store, { name, plan: planSending('x', name) });
  await expect(save).rejects.toMatchObject({
    problems: [{ path: 'name', message: expect.stringContaining('looks like a credential') }],
  });
});

it('what earlier versions stored is found as well, once', async () => {
  const store = openTestStore();
  const plan = JSON.stringify(parsePlan(planSending('Bearer canary-7')));
  // One that cannot be read holds up nothing.
  await store.prisma.scenario.create({ data: { slug: 'odd', name: 'Odd', plan: '{"odd":' } });
  const number = await insertRun(store, { plan, targetUrl: `${url}?token=canary-8` });
  const { id } = await store.prisma.scenario.create({ data: { slug: 'old', name: 'Old', plan } });
  await store.prisma.target.create({ data: { name: 'Old', url: `${url}?token=canary-8` } });
  const before = await store.prisma.run.findUniqueOrThrow({ where: { id: number } });
  await keepStoredCredentials(store);
  const run = await store.prisma.run.findUniqueOrThrow({ where: { id: number } });
  const scenario = await store.prisma.scenario.findUniqueOrThrow({ where: { id } });
  expect(run.planHash).not.toBe(before.planHash);
  expect(scenario.version).toBe(1);
  // It stays comparable with what is started from now on.
  const next = await startRun(store, { plan: JSON.parse(scenario.plan), target: 'Old' });
  expect(await store.prisma.run.findUniqueOrThrow({ where: { id: next.number } })).toMatchObject({
    planHash: run.planHash,
    targetUrl: run.targetUrl,
  });
  store.sqlite.pragma('wal_checkpoint(TRUNCATE)');
  const file = readFileSync(store.sqlite.name, 'latin1');
  for (const canary of ['canary-7', 'canary-8']) expect(file).not.toContain(canary);
  await store.prisma.target.create({ data: { name: 'New', url: `${url}?token=canary-9` } });
  await keepStoredCredentials(store);
  expect((await listTargets(store)).map((target) => target.url)).toContain(`${url}?token=canary-9`);
});
