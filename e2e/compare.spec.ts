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
async function runWithLatency(stack: Stack, latencyMs: number): Promise<number> {
  await fetch(`${stack.referenceUrl}/api/v1/faults`, {
    method: 'PUT',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ latencyMs }),
  });
  const file = join(stack.dataDir, 'pings.json');
  writeFileSync(file, JSON.stringify(PLAN));
  const output = await plimsoll(stack, 'run', file, '--target', 'Reference service');
  return Number(/^Run (\d+):/m.exec(output)?.[1]);
}

test('a user compares runs, finds the slower one and has it confirmed', {
  tag: '@alone',
}, async ({ page, stack }) => {
  test.setTimeout(240_000);
  // Other tests may have made runs before.
  const a = await runWithLatency(stack, 200);
  const b = await runWithLatency(stack, 200);
  const slow = await runWithLatency(stack, 220);

  await page.goto('/runs');
  for (const number of [a, b, slow]) await page.getByLabel(`Compare run ${number}`).check();
  await page.getByRole('link', { name: 'Compare 3 runs' }).click();
  await expect(page).toHaveURL(new RegExp(`/compare\\?runs=${a},${b},${slow}$`));
  await expect(page.getByText(`Run ${slow} is worse than run ${a}: p`)).toBeVisible();
  // On a busy machine two equal runs may be too noisy to be called equivalent, but never unequal.
  await expect(
    page.getByText(
      new RegExp(`^(Run ${b} is equivalent to|Whether run ${b} differs from) run ${a}`),
    ),
  ).toBeVisible();
  const changed = page.getByRole('region', { name: 'What changed' });
  const p50 = changed.getByRole('row', { name: /^p50/ }).first();
  await expect(p50).toContainText('Worse');
  await expect(page.getByRole('figure', { name: 'Change of response time, %' })).toBeVisible();
  await expect(page.getByRole('figure', { name: 'Response time p95, ms' })).toBeVisible();
  await expect(page.getByText('No request failed in any of them.')).toBeVisible();

  await page.getByRole('radio', { name: `Run ${slow}` }).check();
  await expect(page).toHaveURL(new RegExp(`base=${slow}`));
  await expect(page.getByText(`Run ${a} is better than run ${slow}`)).toBeVisible();
  await page.getByRole('combobox', { name: 'Margin' }).selectOption('0.2');
  await expect(page).toHaveURL(/margin=20/);

  await page.getByRole('button', { name: `Take run ${b} out` }).click();
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
