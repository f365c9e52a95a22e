import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import type { Seeded } from './seed/stories';
import { expectStatus } from './start-scenario';
import { expect, test } from './test';

type PageOf = (seeded: Seeded) => string;

/** By what their tests are called; those of stored data are found by what was seeded. */
const PAGES: readonly (string | [name: string, of: PageOf])[] = [
  '/',
  '/runs',
  '/runs/import',
  '/compare',
  '/compare?runs=reported-heavy,reported-stress',
  '/trends',
  '/capacity',
  '/scenarios',
  '/scenarios/new',
  '/suites',
  '/profiles',
  '/targets',
  '/targets/new',
  '/reports',
  '/automation',
  '/automation/schedules/new',
  '/automation/channels/new',
  '/access',
  '/access/audit',
  '/trends?scenario=Light',
  ['of a run with findings', ({ runs }) => `/runs/${runs.overloaded}`],
  ['of a run and a published one', ({ runs }) => `/compare?runs=${runs.light},reported-moderate`],
  ['of a suite', ({ suite }) => `/suites/${suite}`],
  ['of a search', ({ search }) => `/capacity/searches/${search}`],
  ['of a confirmation', ({ confirmation }) => `/confirmations/${confirmation}`],
  ['of a schedule', ({ schedule }) => `/automation/schedules/${schedule}`],
];
const OF_COLOURS = ['color-contrast', 'link-in-text-block'];
const WIDE = { width: 1280, height: 720 };
const PHONE = { width: 390, height: 844 };

test.describe('a page has no accessibility violation, light or dark, nor scrolls sideways on a phone', () => {
  // Whichever worker is free takes the next page.
  test.describe.configure({ mode: 'parallel' });

  for (const one of PAGES) {
    const [name, of]: [string, PageOf] = typeof one === 'string' ? [one, () => one] : one;
    test(name, async ({ page, seeded }) => {
      await page.setViewportSize(WIDE);
      await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
      await page.goto(of(seeded));
      await page.getByRole('heading', { level: 1 }).waitFor();
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
        const { violations } = await axe(page, colorScheme).analyze();
        expect(
          violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`),
          colorScheme,
        ).toEqual([]);
      }
      await page.setViewportSize(PHONE);
      // What follows the width by itself, such as charts, has a moment to do so.
      await expect
        .poll(() => page.evaluate(overflow), { message: 'px too wide', timeout: 5000 })
        .toBeLessThanOrEqual(0);
    });
  }
});

/** Every rule in the light; the dark changes nothing but colours. */
function axe(page: Page, colorScheme: 'light' | 'dark'): AxeBuilder {
  // There is no frame of another origin, for which the other mode opens a second page each time.
  const builder = new AxeBuilder({ page }).setLegacyMode();
  return colorScheme === 'light' ? builder : builder.withRules(OF_COLOURS);
}

/** Runs in the page. */
function overflow(): number {
  return document.documentElement.scrollWidth - document.documentElement.clientWidth;
}

test('a run can be started with the keyboard alone', async ({ page }) => {
  await page.goto('/');
  const start = page.getByRole('button', { name: 'Run “Light”', exact: true }).first();
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
  '/suites/999999',
  '/confirmations/999999',
  '/capacity/searches/999999',
  '/targets/999999',
  '/automation/schedules/999999',
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
