import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { plimsoll } from './plimsoll';
import type { Stack } from './start-stack';
import { expect, test } from './test';

const PLAN = {
  name: 'Pings',
  load: {
    model: 'open',
    arrivals: 'constant',
    stages: [{ durationMs: 20_000, ratePerSecond: 20 }],
  },
  requests: [{ name: 'ping', weight: 1, rpc: { method: 'rpc.ping', params: {} } }],
};

/** A run of pings to the reference service, every one of which it holds back for so long. */
async function runWithLatency(stack: Stack, latencyMs: number): Promise<void> {
  await fetch(`${stack.referenceUrl}/api/v1/faults`, {
    method: 'PUT',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ latencyMs }),
  });
  const file = join(stack.dataDir, 'pings.json');
  writeFileSync(file, JSON.stringify(PLAN));
  await plimsoll(stack, 'run', file, '--target', 'Reference service');
}

test('a user compares runs, finds the slower one and has it confirmed', async ({ page, stack }) => {
  test.setTimeout(240_000);
  await runWithLatency(stack, 200);
  await runWithLatency(stack, 200);
  await runWithLatency(stack, 220);

  await page.goto('/runs');
  for (const number of [1, 2, 3]) await page.getByLabel(`Compare run ${number}`).check();
  await page.getByRole('link', { name: 'Compare 3 runs' }).click();
  await expect(page).toHaveURL(/\/compare\?runs=1,2,3$/);
  await expect(page.getByText(/^Run 3 is worse than run 1: p\d+ \+\d/)).toBeVisible();
  // On a busy machine two equal runs may be too noisy to be called equivalent, but never unequal.
  await expect(
    page.getByText(/^(Run 2 is equivalent to|Whether run 2 differs from) run 1/),
  ).toBeVisible();
  const changed = page.getByRole('region', { name: 'What changed' });
  const p50 = changed.getByRole('row', { name: /^p50/ }).first();
  await expect(p50).toContainText('Worse');
  await expect(page.getByRole('figure', { name: 'Change of response time, %' })).toBeVisible();
  await expect(page.getByRole('figure', { name: 'Response time p95, ms' })).toBeVisible();
  await expect(page.getByText('No request failed in any of them.')).toBeVisible();

  await page.getByRole('radio', { name: /Run 3/ }).check();
  await expect(page).toHaveURL(/base=3/);
  await expect(page.getByText(/^Run 1 is better than run 3/)).toBeVisible();
  await page.getByRole('combobox', { name: 'Margin' }).selectOption('0.2');
  await expect(page.getByText('Run 1 is equivalent to run 3')).toBeVisible();

  await page.getByRole('button', { name: 'Take run 2 out' }).click();
  await expect(page.getByRole('heading', { name: 'Compare 2 runs' })).toBeVisible();
  await page.getByRole('button', { name: 'Confirm' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Pairs').fill('1');
  await dialog.getByLabel('Length of each').fill('10 s');
  await dialog.getByRole('button', { name: 'Queue 2 runs' }).click();
  await expect(dialog.getByText('Must be at least 2.')).toBeVisible();
  await dialog.getByLabel('Pairs').fill('2');
  await dialog.getByRole('button', { name: 'Queue 4 runs' }).click();
  await expect(page).toHaveURL(/\/confirmations\/1$/);
  await expect(
    page.getByText(/repeats done; two complete pairs give a first answer/),
  ).toBeVisible();
  await page.getByRole('button', { name: 'Stop the rest' }).click();
  await expect(page.getByRole('button', { name: 'Add 2 pairs' })).toBeVisible();
  await expect(page.getByText('Only 0 pairs came to a valid end')).toBeVisible();
  await page.getByRole('link', { name: 'The comparison' }).click();
  await expect(page.getByRole('link', { name: 'Confirmation 1, 4 of 4 repeats' })).toBeVisible();

  await page.goto('/runs/3');
  await page.getByRole('link', { name: /^Compare with run \d$/ }).click();
  await expect(page).toHaveURL(/\/compare\?runs=\d,3$/);
});

test('what cannot be compared is said in words', async ({ page }) => {
  await page.goto('/compare?runs=998,999');
  await expect(page.getByRole('alert').getByText('There is no run 998.')).toBeVisible();
  await page.goto('/compare?runs=1,banana');
  await expect(page.getByText('"banana" is not the number of a run.')).toBeVisible();
  await page.goto('/compare?runs=reported-moderate,reported-heavy');
  await expect(page.getByText('without a verdict: not both were measured').first()).toBeVisible();
  await expect(page.getByText('reported, not measured').first()).toBeVisible();
});
