import { mkdir, readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import Database from 'better-sqlite3';
import { type PdfFacts, readPdf } from './pdf-tools';
import { shell } from './plimsoll';
import type { Stack } from './start-stack';
import { expect, test } from './test';

test('a user saves the report of a run, of a comparison, of capacity and of a suite', async ({
  page,
  stack,
  seeded,
}, info) => {
  test.setTimeout(180_000);
  const { light: base, lightAgain: number } = seeded.runs;

  await page.goto(`/runs/${number}`);
  const run = await savePdf(page, `run-${number}-report.pdf`);
  expectSound(run, { pages: [6, 20], title: `Plimsoll report: run ${number}` });
  for (const words of [
    `Run ${number} · Light`,
    /(Valid|Suspect|Invalid): /,
    'Objectives',
    'Response time ms',
    'start_grpo',
    'get_status',
    'Generator',
    'Method and validity',
    'Glossary',
    'plimsoll run plan.json --target',
  ])
    expect(run.text).toMatch(words);
  const hash = /Plan hash\s+([0-9a-f]{16})/.exec(run.text)?.[1];
  expect(hash).toBeDefined();
  await expect(page.getByText(hash ?? '', { exact: true })).toBeVisible();

  await page.goto(`/compare?runs=${base},${number}`);
  const comparison = await savePdf(page, `compare-${base}-${number}-report.pdf`);
  expectSound(comparison, { pages: [4, 16], title: `comparison of runs ${base}, ${number}` });
  for (const words of [/Run \d+ compared with run \d+/, 'What changed', 'start_grpo', 'Plan hash'])
    expect(comparison.text).toMatch(words);

  await page.goto('/capacity');
  await page.getByLabel('Workload').selectOption({ label: 'Burst (3 runs)' });
  await expect(page).toHaveURL(/family=/);
  const capacity = await savePdf(page, /^capacity-reference-service-report\.pdf$/);
  expectSound(capacity, {
    pages: [2, 8],
    title: 'Plimsoll report: capacity of Reference service',
  });
  for (const words of ['Capacity of Reference service', 'Measured load levels', 'users'])
    expect(capacity.text).toMatch(words);

  await page.goto('/suites');
  // The newest, which the command takes where none is named.
  await page
    .getByRole('region', { name: 'All suites' })
    .getByRole('link', { name: /^Suite \d+$/ })
    .first()
    .click();
  await expect(page).toHaveURL(/\/suites\/\d+$/);
  const newest = await savePdf(page, /^suite-\d+-report\.pdf$/);
  expectSound(newest, { pages: [2, 8], title: /^Plimsoll report: suite \d+$/ });

  await page.goto(`/suites/${seeded.suite}`);
  const suite = await savePdf(page, `suite-${seeded.suite}-report.pdf`);
  expectSound(suite, { pages: [2, 8], title: `Plimsoll report: suite ${seeded.suite}` });
  for (const words of ['Concurrent requests', /Pass|No data/, 'plimsoll suite sla --target'])
    expect(suite.text).toMatch(words);

  // And what docs/reports.md says of the command line.
  const document = await readFile('docs/reports.md', 'utf8');
  const [, block = ''] = /```sh\n([\s\S]*?)```/.exec(document) ?? [];
  await mkdir(info.outputDir, { recursive: true });
  const commands = block.trim().split('\n');
  for (const line of commands) {
    const here = line.replace(/\b11\b/, `${base}`).replace(/\b12\b/, `${number}`);
    await shell(stack, info.outputDir, here);
  }
  // They used the dashboard that runs: one of their own would have announced itself in its place.
  expect(announcedUrl(stack)).toBe(stack.url);
  const titles: string[] = [];
  for (const name of ['run', 'compare', 'suite', 'capacity']) {
    const path = info.outputPath(`${name}.pdf`);
    titles.push((await readPdf(path, await readFile(path))).title);
  }
  expect(titles).toEqual([run.title, comparison.title, newest.title, 'What the service carries']);
  expect(await readFile(info.outputPath('run.html'), 'utf8')).toContain(`Run ${number}`);
});

test('a user chooses what a report contains, keeps that, saves one file of it, and shares it', async ({
  page,
  browser,
  seeded,
}) => {
  test.setTimeout(120_000);
  const number = seeded.runs.light;
  await page.goto(`/runs/${number}`);
  await page.getByRole('button', { name: 'Report', exact: true }).click();
  await page.getByRole('menuitem', { name: 'Customize and share' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(`Report: Run ${number}`);
  const preview = page.frameLocator('iframe[title="Report preview"]');
  await expect(preview.getByRole('heading', { level: 1 })).toContainText(`Run ${number}`);
  await expect(preview.getByRole('heading', { name: 'Glossary' })).toBeVisible();
  await page.getByRole('checkbox', { name: 'Glossary' }).uncheck();
  await page.getByLabel('Title').fill('Release 7 & <after>');
  await page.getByLabel('Notes').fill('Measured before the freeze.');
  await page.getByLabel('Paper').selectOption('Letter');
  await expect(preview.getByRole('heading', { level: 1 })).toHaveText('Release 7 & <after>');
  await expect(preview.getByRole('heading', { name: 'Glossary' })).toHaveCount(0);

  await page.getByRole('button', { name: 'Save as template' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(dialog.getByText('Required')).toBeVisible();
  await dialog.getByLabel('Name').fill('Releases');
  await dialog.getByLabel('Logo').setInputFiles({
    name: 'logo.svg',
    mimeType: 'image/svg+xml',
    buffer: Buffer.from(
      '<svg xmlns="http://www.w3.org/2000/svg" width="80" height="20"><rect width="80" height="20"/></svg>',
    ),
  });
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(dialog).toBeHidden();
  await page.getByLabel('Template').selectOption('Releases');
  await expect(preview.locator('header img')).toBeVisible();

  const pdf = await saved(page, () => page.getByRole('button', { name: 'Save as PDF' }).click());
  expect(pdf.facts.paper).toMatch(/^612 x 792/);
  expect(pdf.facts.title).toBe('Release 7 & <after>');
  expect(pdf.facts.text).toContain('Measured before the freeze.');
  expect(pdf.facts.text).not.toContain('Glossary');

  const html = page.waitForEvent('download', { timeout: 60_000 });
  await page.getByRole('button', { name: 'Save as HTML' }).click();
  const file = await html;
  expect(file.suggestedFilename()).toBe(`run-${number}-report.html`);
  await expectSelfContained(browser, await file.path());

  await page.getByRole('button', { name: 'Share' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Create link' }).click();
  const link = await page.getByRole('dialog').getByLabel('Link').inputValue();
  const reader = await (await browser.newContext()).newPage();
  await reader.goto(link);
  await expect(reader.getByRole('heading', { level: 1 })).toHaveText('Release 7 & <after>');
  await expect(reader.getByRole('navigation')).toHaveCount(0);
  await expect(reader.getByRole('link')).toHaveCount(0);

  await page.goto('/reports');
  await page.getByRole('button', { name: 'Revoke the link to Release 7 & <after>' }).click();
  await expect(page.getByText('No reports are shared.')).toBeVisible();
  expect((await reader.reload())?.status()).toBe(404);
  await expect(reader.getByRole('heading', { name: 'This link is not valid' })).toBeVisible();
  await reader.context().close();
});

test('readers who leave keep nobody waiting, and nobody waits behind more than eight', async ({
  page,
  stack,
  seeded,
}) => {
  const number = seeded.runs.light;
  const leaving = new AbortController();
  const ask = (signal?: AbortSignal) =>
    fetch(`${stack.url}/api/reports?of=run&run=${number}`, { method: 'POST', signal });
  const gone = Array.from({ length: 9 }, () => ask(leaving.signal).catch(() => 'left'));
  await expect
    .poll(async () => (await ask(AbortSignal.timeout(1000)).catch(() => undefined))?.status)
    .toBe(503);
  const refused = await ask();
  expect([refused.status, refused.headers.get('retry-after')]).toEqual([503, '30']);
  expect(((await refused.json()) as { message: string }).message).toContain('8 more are waiting');

  leaving.abort();
  expect(await Promise.all(gone)).toEqual(Array.from({ length: 9 }, () => 'left'));
  await page.goto(`/runs/${number}`);
  const beganMs = performance.now();
  await savePdf(page, `run-${number}-report.pdf`);
  // Nine before it would have taken half a minute.
  expect(performance.now() - beganMs).toBeLessThan(15_000);
  expect((await fetch(`${stack.url}/api/reports?of=run&run=${number}`)).status).toBe(405);
});

function announcedUrl({ dataDir }: Stack): string {
  const database = new Database(`${dataDir}/plimsoll.db`, { readonly: true });
  const row = database.prepare('SELECT "value" FROM "Setting" WHERE "name" = ?').get('dashboard');
  database.close();
  return (JSON.parse((row as { value: string }).value) as { url: string }).url;
}

async function savePdf(page: Page, name: string | RegExp): Promise<PdfFacts> {
  const { facts, fileName } = await saved(page, async () => {
    await page.getByRole('button', { name: 'Report', exact: true }).click();
    await page.getByRole('menuitem', { name: 'Save as PDF' }).click();
  });
  expect(fileName).toMatch(name);
  return facts;
}

async function saved(page: Page, click: () => Promise<void>) {
  const coming = page.waitForEvent('download', { timeout: 60_000 });
  await click();
  const file = await coming;
  const path = await file.path();
  return {
    facts: await readPdf(path, await readFile(path)),
    fileName: file.suggestedFilename(),
  };
}

function expectSound(
  { pages, tagged, title, foreignFonts, rasters, paper, bookmarks, text }: PdfFacts,
  wanted: { pages: [number, number]; title: string | RegExp },
) {
  expect(title).toMatch(wanted.title);
  expect([tagged, foreignFonts, rasters, bookmarks]).toEqual([true, [], 0, 1]);
  expect(paper).toContain('A4');
  expect(pages).toBeGreaterThanOrEqual(wanted.pages[0]);
  expect(pages).toBeLessThanOrEqual(wanted.pages[1]);
  expect(text).toContain(`${pages} of ${pages}`);
  // Pages are told apart by a form feed; none may be blank but for its edges.
  const sheets = text.split('\f').filter((sheet) => sheet !== '');
  expect(sheets).toHaveLength(pages);
  for (const sheet of sheets) expect(sheet.replaceAll(/\s/g, '').length).toBeGreaterThan(80);
}

/** The file shows the same without a network, and asks for nothing. */
async function expectSelfContained(
  browser: NonNullable<ReturnType<ReturnType<Page['context']>['browser']>>,
  path: string,
) {
  const context = await browser.newContext({ offline: true });
  const page = await context.newPage();
  const asked: string[] = [];
  page.on('request', (request) => {
    if (!request.url().startsWith('data:')) asked.push(request.url());
  });
  await page.setContent(await readFile(path, 'utf8'));
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Release 7 & <after>');
  await expect(page.locator('figure svg.recharts-surface').first()).toBeVisible();
  expect(
    await page.evaluate(() => document.fonts.ready.then((fonts) => fonts.size)),
  ).toBeGreaterThan(0);
  expect(await page.locator('script, button, link').count()).toBe(0);
  expect(asked).toEqual([]);
  await context.close();
}
