import { expect, it } from 'vitest';
import { seedStore } from '@/lib/store/get-store';
import { errorOf } from '@/lib/testing/error-of';
import { insertRun } from '@/lib/testing/insert-run';
import { openTestStore } from '@/lib/testing/open-test-store';
import { deleteTarget, listTargets, saveTarget, tokenOf } from './targets';

const TARGET = { name: 'Staging', url: 'http://127.0.0.1:7001/rpc', token: 'secret' };

it('a token goes in and never comes out', async () => {
  const store = openTestStore();
  const saved = await saveTarget(store, TARGET);
  expect(saved.hasToken).toBe(true);
  expect(JSON.stringify([saved, await listTargets(store)])).not.toContain('secret');
});

it('an empty token keeps the stored one; only removeToken removes it', async () => {
  const store = openTestStore();
  const { id } = await saveTarget(store, TARGET);
  await saveTarget(store, { ...TARGET, id, token: '', name: 'Renamed' });
  const token = async () => tokenOf(store, await store.prisma.target.findUnique({ where: { id } }));
  expect(await token()).toBe('secret');
  await saveTarget(store, { ...TARGET, id, token: '', removeToken: true });
  expect(await token()).toBeUndefined();
});

it('a stored token does not follow its target to another server', async () => {
  const store = openTestStore();
  const { id } = await saveTarget(store, TARGET);
  const moved = { id, name: 'Staging', url: 'http://127.0.0.1:9999/rpc' };
  expect((await errorOf(saveTarget(store, moved))).problems).toEqual([
    {
      path: 'token',
      message:
        'was entered for http://127.0.0.1:7001. Enter it again for the new server, or remove it.',
    },
  ]);
  expect((await saveTarget(store, { ...moved, token: 'other' })).url).toBe(moved.url);
});

it('lists all that is wrong with a target at once', async () => {
  const error = await errorOf(
    saveTarget(openTestStore(), { name: '', url: 'localhost:8001', token: 'a b', metricsUrl: 'x' }),
  );
  expect(error.problems.map(({ path }) => path)).toEqual(['name', 'url', 'token', 'metricsUrl']);
  expect(error.problems[1]?.message).toBe('must start with http:// or https://, not localhost://.');
});

it('takes where traces are shown, and says what such a URL lacks', async () => {
  const store = openTestStore();
  const traceUrl = 'https://jaeger.example/trace/{traceId}?uiFind=x';
  const { id } = await saveTarget(store, { ...TARGET, traceUrl });
  expect((await listTargets(store))[0]?.traceUrl).toBe(traceUrl);
  const error = await errorOf(saveTarget(store, { ...TARGET, id, traceUrl: 'https://x.example/' }));
  expect(error.problems).toEqual([
    {
      path: 'traceUrl',
      message: 'must contain {traceId}, for example https://jaeger.example/trace/{traceId}',
    },
  ]);
  const script = { ...TARGET, id, traceUrl: 'javascript:alert("{traceId}")' };
  expect((await errorOf(saveTarget(store, script))).problems[0]?.message).toBe(
    'must start with http:// or https://, not javascript://.',
  );
  await saveTarget(store, { ...TARGET, id, traceUrl: '' });
  expect((await listTargets(store))[0]?.traceUrl).toBeUndefined();
});

it('refuses a name that is taken, and a credential within the URL', async () => {
  const store = openTestStore();
  await saveTarget(store, TARGET);
  expect((await errorOf(saveTarget(store, TARGET))).problems).toEqual([
    { path: 'name', message: 'is already taken by another target.' },
  ]);
  const inUrl = { name: 'Other', url: 'http://me:secret@127.0.0.1/' };
  expect((await errorOf(saveTarget(store, inUrl))).problems[0]?.message).toContain('token field');
});

it('deletes a target but keeps its runs, and not while one is under way', async () => {
  const store = openTestStore();
  const { id } = await saveTarget(store, TARGET);
  const number = await insertRun(store, { targetId: id, targetName: 'Staging' });
  expect((await errorOf(deleteTarget(store, id))).message).toBe(
    `Run ${number} is using Staging. Stop it, or wait until it ends.`,
  );
  await store.prisma.run.update({ where: { id: number }, data: { status: 'finished' } });
  await deleteTarget(store, id);
  expect(await store.prisma.run.findUnique({ where: { id: number } })).toMatchObject({
    targetId: null,
    targetName: 'Staging',
  });
});

it('the reference target is made on first start only, and follows its port', async () => {
  const store = openTestStore();
  await seedStore(store, {});
  await seedStore(store, { REFERENCE_PORT: '8055' });
  expect((await listTargets(store)).map(({ name, url }) => [name, url])).toEqual([
    ['Reference service', 'http://127.0.0.1:8055/api/v1/jsonrpc'],
  ]);
});

it('no reference target is made when there is no reference service', async () => {
  const store = openTestStore();
  await seedStore(store, { REFERENCE: 'off' });
  expect(await listTargets(store)).toEqual([]);
});

it('leaves the reference service where it is, for a command that was told no port', async () => {
  const store = openTestStore();
  await seedStore(store, { REFERENCE_PORT: '8055' });
  await seedStore(store, {});
  expect((await store.prisma.target.findFirst())?.url).toContain(':8055/');
  await seedStore(store, { REFERENCE_PORT: '8056' });
  expect((await store.prisma.target.findFirst())?.url).toContain(':8056/');
});
