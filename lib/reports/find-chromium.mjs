import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const PLACES = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];

/**
 * The browser to print and to test in: PLIMSOLL_CHROMIUM, an installed Chromium or Chrome, or Playwright's own.
 * @param {Record<string, string | undefined>} [env]
 * @returns {Promise<string | undefined>} its path
 */
export async function findChromium(env = process.env) {
  if (env.PLIMSOLL_CHROMIUM) {
    if (isProgram(env.PLIMSOLL_CHROMIUM)) return env.PLIMSOLL_CHROMIUM;
    throw new Error(`PLIMSOLL_CHROMIUM is ${env.PLIMSOLL_CHROMIUM}, which is no program.`);
  }
  const folders = (env.PATH ?? '').split(delimiter).filter(Boolean);
  const inPath = NAMES.flatMap((name) => folders.map((folder) => join(folder, name)));
  return [...inPath, ...PLACES].find(isProgram) ?? (await playwrightsOwn());
}

async function playwrightsOwn() {
  const { chromium } = await import('playwright-core');
  const path = chromium.executablePath();
  return isProgram(path) ? path : undefined;
}

function isProgram(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
