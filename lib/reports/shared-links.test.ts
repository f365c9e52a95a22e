import { expect, test } from 'vitest';
import { errorOf } from '@/lib/testing/error-of';
import { openTestStore } from '@/lib/testing/open-test-store';
import { listShared, openShared, revokeShared, shareReport } from './shared-links';

const NOW = Date.parse('2026-11-24T09:00:00Z');
const DAY = 86_400_000;
const query = 'of=run&run=12&without=glossary';

test('a link opens its report until it expires, and nothing afterwards', async () => {
  const store = openTestStore();
  const { token, expiresAt } = await shareReport(store, { query, days: 7 }, NOW);
  expect(expiresAt).toBe('2026-12-01T09:00:00.000Z');
  expect(token).toMatch(/^[\w-]{32}$/);
  const opened = await openShared(store, token, NOW + 7 * DAY - 1);
  expect(opened?.request).toMatchObject({
    subject: { kind: 'run', run: 12 },
    without: ['glossary'],
  });
  expect(await openShared(store, token, NOW + 7 * DAY)).toBeUndefined();
  expect(await openShared(store, `${token}x`, NOW)).toBeUndefined();
});

test('a link that was taken back opens nothing, and others stay', async () => {
  const store = openTestStore();
  const first = await shareReport(store, { query, days: 1 }, NOW);
  const second = await shareReport(store, { query: 'of=suite&suite=3', days: 2 }, NOW);
  await revokeShared(store, first.id);
  expect(await openShared(store, first.token, NOW)).toBeUndefined();
  expect(await openShared(store, second.token, NOW)).toBeDefined();
  expect((await listShared(store, NOW)).map(({ name, expired }) => [name, expired])).toEqual([
    ['Suite 3', false],
  ]);
  expect((await errorOf(revokeShared(store, first.id))).code).toBe('not-found');
});

test('of a token only its hash is kept', async () => {
  const store = openTestStore();
  const { token } = await shareReport(store, { query, days: 1 }, NOW);
  expect(JSON.stringify(await store.prisma.sharedLink.findMany())).not.toContain(token);
});

test('what is no report, or for no number of days, is refused', async () => {
  const store = openTestStore();
  const refused = async (input: unknown) => errorOf(shareReport(store, input, NOW));
  expect((await refused({ query: 'of=cake', days: 1 })).message).toContain('not "cake"');
  expect((await refused({ query, days: 0 })).problems).toEqual([
    { path: 'days', message: 'must be at least 1 day.' },
  ]);
  expect((await refused({ query, days: 366 })).problems).toEqual([
    { path: 'days', message: 'must be at most 365 days.' },
  ]);
});
