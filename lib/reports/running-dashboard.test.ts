import { expect, it } from 'vitest';
import { openTestStore } from '@/lib/testing/open-test-store';
import { startHttpServer } from '@/lib/testing/start-server';
import { announceDashboard, dashboardKey, findDashboard } from './running-dashboard';

/** What a dashboard tells at its address. */
async function startTelling(key: () => unknown): Promise<string> {
  const { url } = await startHttpServer((request, response) => {
    request.resume();
    response.statusCode = request.url === '/api/dashboard' ? 200 : 404;
    response.end(JSON.stringify({ key: key() }));
  });
  return new URL(url).origin;
}

it('finds the dashboard that announced itself in the store and answers with its key', async () => {
  const store = openTestStore();
  const url = await startTelling(dashboardKey);
  expect(await findDashboard(store)).toBeUndefined();
  await announceDashboard(store, url);
  expect(await findDashboard(store)).toMatchObject({ url });
});

it('does not take for it a dashboard of another store at the same address', async () => {
  const [store, other] = [openTestStore(), openTestStore()];
  const url = await startTelling(dashboardKey);
  await announceDashboard(store, url);
  await announceDashboard(other, url);
  expect(await findDashboard(store)).toBeUndefined();
  expect(await findDashboard(other)).toMatchObject({ url });
});

it.each([
  ['nothing answers', 'http://127.0.0.1:1'],
  ['something else answers', undefined],
])('finds none where %s at its address', async (_what, gone) => {
  const store = openTestStore();
  await announceDashboard(store, gone ?? (await startTelling(() => 7)));
  expect(await findDashboard(store)).toBeUndefined();
});
