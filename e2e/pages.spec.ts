import AxeBuilder from '@axe-core/playwright';
import type { Seeded } from './seed/stories';
import { expectStatus } from './start-scenario';
import { expect, test } from './test';

const PAGES: readonly (string | ((seeded: Seeded) => string))[] = [
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
  '/trends?scenario=Light',
  '/trends?scenario=Nightly',
  ({ runs }) => `/runs/${runs.light}`,
  ({ runs }) => `/runs/${runs.overloaded}`,
  ({ runs }) => `/runs/${runs.invalid}`,
  ({ runs }) => `/runs/${runs.failed}`,
  ({ runs }) => `/runs/${runs.interrupted}`,
  ({ runs }) => `/compare?runs=${runs.light},reported-moderate`,
  ({ runs }) => `/compare?runs=${runs.pings.join(',')}`,
  ({ suite }) => `/suite/${suite}`,
  ({ search }) => `/capacity/searches/${search}`,
  ({ confirmation }) => `/confirmations/${confirmation}`,
  ({ schedule }) => `/routine/schedules/${schedule}`,
];
const WIDE = { width: 1280, height: 720 };
const PHONE = { width: 390, height: 844 };
/** A part of the pages a test, so that both workers have some. */
const PARTS = 3;

test.describe('pages', () => {
  test.describe.configure({ mode: 'parallel', timeout: 240_000 });

  for (let part = 0; part < PARTS; part++)
    test(`no page has an accessibility violation, light or dark, nor scrolls sideways on a phone: part ${part + 1} of ${PARTS}`, async ({
      page,
      seeded,
    }) => {
      for (const [index, of] of PAGES.entries()) {
        if (index % PARTS !== part) continue;
        const path = typeof of === 'string' ? of : of(seeded);
        await page.setViewportSize(WIDE);
        await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
        await page.goto(path);
        await page.getByRole('heading', { level: 1 }).waitFor();
        for (const colorScheme of ['light', 'dark'] as const) {
          await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
          const { violations } = await new AxeBuilder({ page }).analyze();
          expect(
            violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`),
            `${path} ${colorScheme}`,
          ).toEqual([]);
        }
        await page.setViewportSize(PHONE);
        // What follows the width by itself, such as charts, has a moment to do so.
        await expect
          .poll(
            () =>
              page.evaluate(
                () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
              ),
            { message: path, timeout: 5000 },
          )
          .toBeLessThanOrEqual(0);
      }
    });
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

const NOT_THERE = [
  '/runs/999999',
  '/runs/abc',
  '/scenarios/999999',
  '/suite/999999',
  '/confirmations/999999',
  '/capacity/searches/999999',
  '/targets/999999',
  '/routine/schedules/999999',
  '/nowhere',
];

test('what is not there is a page that says so', async ({ browser, stack }) => {
  // A page of its own: the browser logs the 404 itself as a console error.
  const page = await browser.newPage({ baseURL: stack.url });
  for (const path of NOT_THERE) {
    const answer = await page.goto(path);
    expect(answer?.status(), path).toBe(404);
    await expect(page.getByRole('heading', { level: 1 }), path).toBeVisible();
    await expect(page.getByRole('link').first(), path).toBeVisible();
  }
  await page.close();
});
