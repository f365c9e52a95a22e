import { expect, it } from 'vitest';
import { PlimsollError } from '@/lib/core/errors';
import { openTestStore } from '@/lib/testing/open-test-store';
import { auditFile, listAudit, perform } from './audit';
import { type Actor, LOCAL_ACTOR, SCOPE_NAMES, scopesOf } from './model';
import { VERBS } from './verbs';

const viewer: Actor = { kind: 'user', name: 'vic@example.com', scopes: scopesOf('viewer') };
const deployment = { targetName: 'Shop', at: new Date(0), text: '=1+1' };

it('writes what was done together with it, or neither', async () => {
  const store = openTestStore();
  const made = await perform(store, LOCAL_ACTOR, 'deployment.edit', ({ prisma }) =>
    prisma.deployment.create({ data: deployment }),
  );
  await expect(
    perform(store, LOCAL_ACTOR, 'deployment.edit', async ({ prisma }) => {
      // Verbs have transactions of their own: here they are part of the one.
      await prisma.$transaction([prisma.deployment.create({ data: deployment })]);
      await prisma.$transaction((within) => within.deployment.create({ data: deployment }));
      throw new PlimsollError('conflict', 'It cannot be.');
    }),
  ).rejects.toThrow('It cannot be.');
  expect(await store.prisma.deployment.count()).toBe(1);
  expect(await listAudit(store)).toMatchObject([
    {
      actor: 'this machine',
      actorKind: 'local',
      title: 'Changed deployments',
      subject: `deployment ${made.id}`,
    },
  ]);
});

it('can write while another process does: it never begins with reading', async () => {
  const store = openTestStore();
  await perform(store, LOCAL_ACTOR, 'deployment.edit', async ({ prisma }) => {
    await prisma.deployment.count();
    // The other connection would have to wait: what began as a reader could not write after it.
    expect(() => store.sqlite.exec('DELETE FROM "Deployment"')).toThrow('database is locked');
    await prisma.deployment.create({ data: deployment });
  });
  expect(await store.prisma.deployment.count()).toBe(1);
});

it('does nothing for whoever may not, and tells of that', async () => {
  const store = openTestStore();
  const does = () => expect.unreachable();
  await expect(perform(store, viewer, 'run.delete', does, [12])).rejects.toThrow(
    'vic@example.com may not do this: to import, name, annotate, evaluate and delete runs needs the role operator.',
  );
  const key: Actor = { ...viewer, kind: 'key', name: 'CI' };
  await expect(perform(store, key, 'run.start', does)).rejects.toThrow(
    'The API key "CI" may not do this: it lacks the scope runs:start',
  );
  expect(await listAudit(store)).toMatchObject([
    { actor: 'CI', subject: 'run', refused: expect.stringContaining('runs:start') },
    { actor: 'vic@example.com', subject: 'run 12', refused: expect.stringContaining('operator') },
  ]);
});

it.each([
  [[{ number: 12 }], 'run 12'],
  [['light'], 'run light'],
  [[undefined], 'run'],
])('names what it was done to: %j', async (args, subject) => {
  const store = openTestStore();
  await perform(store, LOCAL_ACTOR, 'run.edit', async () => undefined, args);
  expect(await listAudit(store)).toMatchObject([{ subject }]);
});

it('is exported whole, with no formula for a spreadsheet', async () => {
  const store = openTestStore();
  for (let entry = 0; entry < 3; entry++)
    await perform(
      store,
      { ...LOCAL_ACTOR, name: '=HYPERLINK("x")' },
      'run.edit',
      async () => entry,
    );
  const text = async (format: string) => {
    let all = '';
    for await (const lines of auditFile(store, format).chunks) all += lines;
    return all.trimEnd().split('\n');
  };
  const csv = await text('csv');
  expect(csv[0]).toBe('id,at,actorKind,actor,verb,subject,refused,address');
  expect(csv[1]).toMatch(/^1,\d{4}-.*Z,local,"'=HYPERLINK\(""x""\)",run\.edit,run 0,,$/);
  expect(csv).toHaveLength(4);
  expect(JSON.parse((await text('jsonl'))[2] ?? '')).toMatchObject({ id: 3, subject: 'run 2' });
  expect(() => auditFile(store, 'xlsx')).toThrow('The format must be csv or jsonl');
});

it('a role may do what those below it may, and every verb has a scope', () => {
  expect(scopesOf('viewer')).toEqual(['read']);
  expect(scopesOf('operator')).not.toContain('access:manage');
  expect(scopesOf('administrator')).toEqual(SCOPE_NAMES);
  for (const { scope } of Object.values(VERBS)) expect(SCOPE_NAMES).toContain(scope);
});
