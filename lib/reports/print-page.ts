import type { Browser, Page } from 'playwright-core';
import { PlimsollError } from '@/lib/core/errors';
import { TimeLimitError, withTimeLimit } from '@/lib/core/time-limit';
import { findChromium } from './find-chromium.mjs';

export const FILE_FORMATS = {
  pdf: { type: 'application/pdf', words: 'PDF' },
  html: { type: 'text/html; charset=utf-8', words: 'HTML' },
} as const;
export type FileFormat = keyof typeof FILE_FORMATS;

const NO_BROWSER =
  'No Chromium or Chrome found for printing. Install one, set PLIMSOLL_CHROMIUM to its path, or open the report and print it from your browser.';
const READY_MS = 30_000;
const PRINT_MS = 90_000;
const TOO_LATE = `The report was not printed within ${PRINT_MS / 1000} s. Leave out some of its sections, or try again when the machine is less busy.`;
const ARGS = [
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
];

/**
 * A report's page as a file, by the browser engine that is installed; it takes a processor for seconds. An abort
 * ends the browser. Throws `unavailable` where there is none, or the page or the file does not come.
 * @param url of `/print?…`
 * @param token by which the dashboard knows this browser (lib/access/actor.ts)
 */
export async function printPage(
  url: string,
  format: FileFormat,
  token: string,
  signal?: AbortSignal,
): Promise<Uint8Array> {
  return withTimeLimit(PRINT_MS, signal, async (over) => {
    const browser = await openBrowser();
    const end = () => void browser.close().catch(() => undefined);
    over.addEventListener('abort', end, { once: true });
    try {
      over.throwIfAborted();
      const page = await browser.newPage({
        viewport: { width: 1280, height: 900 },
        extraHTTPHeaders: { authorization: `Bearer ${token}` },
      });
      await openReport(page, url);
      return format === 'html'
        ? new TextEncoder().encode(await page.evaluate(standalone))
        : await page.pdf({
            tagged: true,
            outline: true,
            printBackground: true,
            preferCSSPageSize: true,
          });
    } catch (error) {
      signal?.throwIfAborted();
      throw over.reason instanceof TimeLimitError
        ? new PlimsollError('unavailable', TOO_LATE)
        : error;
    } finally {
      over.removeEventListener('abort', end);
      await browser.close();
    }
  });
}

async function openBrowser(): Promise<Browser> {
  const executablePath = await findChromium().catch((error: Error) => {
    throw new PlimsollError('unavailable', error.message);
  });
  if (executablePath === undefined) throw new PlimsollError('unavailable', NO_BROWSER);
  // Root has no sandbox in Chromium, nor have containers: there the container is it, and pages are our own.
  const isBare = process.getuid?.() === 0 || process.env.PLIMSOLL_BROWSER_SANDBOX === 'off';
  // Large: loaded when something is printed.
  const { chromium } = await import('playwright-core');
  try {
    return await chromium.launch({
      executablePath,
      timeout: READY_MS,
      args: isBare ? ['--no-sandbox', ...ARGS] : ARGS,
    });
  } catch (error) {
    const [why] = error instanceof Error ? error.message.split('\n') : [String(error)];
    throw new PlimsollError('unavailable', `${executablePath} could not be started: ${why}`);
  }
}

async function openReport(page: Page, url: string): Promise<void> {
  const response = await page
    .goto(url, { timeout: READY_MS, waitUntil: 'commit' })
    .catch(() => null);
  if (response === null)
    throw new PlimsollError('unavailable', 'The dashboard did not return the report.');
  if (response.status() === 404)
    throw new PlimsollError('not-found', 'The subject of the report no longer exists.');
  const state = await page
    .waitForFunction(() => document.documentElement?.dataset.report, undefined, {
      timeout: READY_MS,
    })
    .then((handle) => handle.jsonValue())
    .catch(() => undefined);
  if (state !== 'ready')
    throw new PlimsollError('unavailable', 'The report did not finish rendering. Try again.');
}

/** Runs in the page (components/report/report-ready.tsx). */
function standalone(): Promise<string> {
  return (globalThis as unknown as { plimsollReport: () => Promise<string> }).plimsollReport();
}
