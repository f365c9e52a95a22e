import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { listChannels, saveChannel } from '@/lib/automation/channels';
import { listTargets, saveTarget, tokenOf } from '@/lib/targets/targets';
import { openTestStore } from '@/lib/testing/open-test-store';
import type { Store } from './open-store';
import { CHANNEL_URL, seal, sealWhatIsOpen, TARGET_TOKEN, unseal } from './sealed';

const keyFile = ({ sqlite }: Store) => join(dirname(sqlite.name), 'secret.key');

it('is read again as it was, and as nothing else', () => {
  const store = openTestStore();
  const sealed = seal(store, 'tököń', TARGET_TOKEN);
  expect(sealed).not.toContain('tök');
  expect(seal(store, 'tököń', TARGET_TOKEN)).not.toBe(sealed);
  expect(unseal(store, sealed, TARGET_TOKEN)).toBe('tököń');
  expect(() => unseal(store, sealed, CHANNEL_URL)).toThrow('encrypted with another key');
  expect(() => unseal(store, `${sealed.slice(0, -6)}AAAA==`, TARGET_TOKEN)).toThrow('another key');
  expect(statSync(keyFile(store)).mode & 0o777).toBe(0o600);
});

it('says what to do when the key is another one, or none', () => {
  const store = openTestStore();
  const sealed = seal(store, 'token', TARGET_TOKEN);
  const own = readFileSync(keyFile(store));
  writeFileSync(keyFile(store), Buffer.alloc(32, 7).toString('base64'));
  expect(() => unseal(store, sealed, TARGET_TOKEN)).toThrow('Put back the secret.key');
  writeFileSync(keyFile(store), 'short');
  expect(() => unseal(store, sealed, TARGET_TOKEN)).toThrow('must be 32 bytes in Base64');
  process.env.PLIMSOLL_SECRET_KEY = own.toString();
  onTestFinished(() => void delete process.env.PLIMSOLL_SECRET_KEY);
  expect(unseal(store, sealed, TARGET_TOKEN)).toBe('token');
});

it('nothing that was typed as a credential stands in the database’s files', async () => {
  const store = openTestStore();
  const canaries = ['canary-token-1', 'canary-token-2', 'canary-path-3', 'canary-secret-number-4'];
  await saveTarget(store, { name: 'New', url: 'http://127.0.0.1/', token: canaries[0] });
  const { id } = await store.prisma.target.create({
    data: { name: 'Of before', url: 'http://127.0.0.1/', token: canaries[1] },
  });
  await saveChannel(store, {
    name: 'Ops',
    kind: 'slack',
    url: `http://127.0.0.1/${canaries[2]}`,
    secret: canaries[3],
    events: ['run-failed'],
  });
  await sealWhatIsOpen(store);
  store.sqlite.exec('VACUUM');
  store.sqlite.pragma('wal_checkpoint(TRUNCATE)');
  const bytes = ['', '-wal'].map((suffix) => readFileSync(store.sqlite.name + suffix, 'latin1'));
  for (const canary of canaries)
    expect([canary, bytes.join('').includes(canary)]).toEqual([canary, false]);
  const stored = await store.prisma.target.findUnique({ where: { id } });
  expect(tokenOf(store, stored)).toBe(canaries[1]);
  expect((await listChannels(store))[0]).toMatchObject({ host: '127.0.0.1', hasSecret: true });
  const shown = JSON.stringify([await listTargets(store), await listChannels(store)]);
  for (const canary of canaries) expect(shown).not.toContain(canary);
});
