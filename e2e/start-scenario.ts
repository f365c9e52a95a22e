import { expect, type Page } from '@playwright/test';

/** Starts a scenario from its card on the overview, as a user does; returns the run's number. */
export async function startScenario(
  page: Page,
  scenario: string,
  size: { users: number; duration: string; target?: string },
): Promise<number> {
  await page.goto('/');
  await page
    .getByRole('button', { name: `Run “${scenario}”`, exact: true })
    .first()
    .click();
  const dialog = page.getByRole('dialog');
  if (size.target !== undefined)
    await dialog.getByLabel('Target', { exact: true }).selectOption(size.target);
  await dialog.getByLabel('Users').fill(String(size.users));
  await dialog.getByLabel('Duration').fill(size.duration);
  await dialog.getByRole('button', { name: `Run “${scenario}”` }).click();
  await expect(page).toHaveURL(/\/runs\/\d+$/);
  return Number(new URL(page.url()).pathname.split('/').at(-1));
}

/** How many requests the run's page says were sent so far. */
export async function requestsSent(page: Page): Promise<number> {
  const text = (await page.getByText(/^[\d,]+ sent/).textContent()) ?? '';
  return Number(text.replace(/ sent.*/s, '').replaceAll(',', ''));
}

/** Waits for the run's end, whatever it is, and expects it to be this one. */
export async function expectStatus(page: Page, status: string, timeoutMs: number) {
  await expect(page.getByRole('status').first()).toHaveText(new RegExp(`: ${status}\\.$`), {
    timeout: timeoutMs,
  });
}
