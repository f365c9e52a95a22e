import AxeBuilder from '@axe-core/playwright';
import { expectStatus, startScenario } from './start-scenario';
import { expect, test } from './test';

const PAGES = [
  '/',
  '/runs',
  '/runs/import',
  '/compare',
  '/compare?runs=reported-heavy,reported-stress',
  '/trends',
  '/capacity',
  '/scenarios',
  '/scenarios/new',
  '/suite',
  '/profiles',
  '/targets',
  '/targets/new',
  '/reports',
  '/routine',
  '/routine/schedules/new',
  '/routine/channels/new',
];
const pagesOf = (run: number) => [
  ...PAGES,
  `/runs/${run}`,
  `/compare?runs=${run},reported-moderate`,
  `/trends?scenario=Light`,
];

test('no page has an accessibility violation, light or dark', async ({ page }) => {
  test.setTimeout(240_000);
  const number = await startScenario(page, 'light', { users: 5, duration: '4s' });
  await expectStatus(page, 'Finished', 30_000);
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    for (const path of pagesOf(number)) {
      await page.goto(path);
      await page.getByRole('heading', { level: 1 }).waitFor();
      const { violations } = await new AxeBuilder({ page }).analyze();
      expect(
        violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`),
        `${path} ${colorScheme}`,
      ).toEqual([]);
    }
  }
});

test('no page scrolls sideways on a phone', async ({ page }) => {
  const number = await startScenario(page, 'light', { users: 3, duration: '3s' });
  await expectStatus(page, 'Finished', 30_000);
  await page.setViewportSize({ width: 390, height: 844 });
  for (const path of pagesOf(number)) {
    await page.goto(path);
    await page.getByRole('heading', { level: 1 }).waitFor();
    const overflow = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    expect(overflow, path).toBeLessThanOrEqual(0);
  }
});

test('a run can be started with the keyboard alone', async ({ page }) => {
  await page.goto('/');
  const start = page.getByRole('button', { name: 'Start light', exact: true }).first();
  await start.focus();
  await page.keyboard.press('Enter');
  const duration = page.getByRole('dialog').getByLabel('Duration');
  await duration.focus();
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.type('2s');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/runs\/\d+$/);
  await expectStatus(page, 'Finished', 30_000);
});

for (const path of [
  '/runs/999999',
  '/runs/abc',
  '/scenarios/999999',
  '/suite/999999',
  '/confirmations/999999',
  '/capacity/searches/999999',
  '/targets/999999',
  '/routine/schedules/999999',
  '/nowhere',
])
  test(`${path} is a page that says it was not found`, async ({ browser, stack }) => {
    // A page of its own: the browser logs the 404 itself as a console error.
    const page = await browser.newPage({ baseURL: stack.url });
    const answer = await page.goto(path);
    expect(answer?.status()).toBe(404);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await expect(page.getByRole('link').first()).toBeVisible();
    await page.close();
  });
