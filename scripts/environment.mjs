import { readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseEnv } from 'node:util';

// What scripts use of the app stands here and nowhere else.
export { isDecodable, NOT_DECODABLE } from '../lib/core/percent-encoding.mjs';
export { findChromium } from '../lib/reports/find-chromium.mjs';
export { lockDataDir } from '../lib/store/data-lock.mjs';

/** The project's folder. */
export const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));

const SETTINGS = '../lib/core/settings.ts';

/** @typedef {import('../lib/core/settings').SettingsResult} SettingsResult */
/** @typedef {import('../lib/core/settings').Settings} Settings */

/**
 * @typedef {object} Workplace
 * @property {string} root the project's folder
 * @property {NodeJS.ProcessEnv} env
 * @property {AbortSignal} [signal] ends what is under way
 */

/**
 * The project and the environment for everything we start in it: the process's own, then `.env`; no
 * telemetry, no colours.
 * @param {AbortSignal} [signal]
 * @returns {Workplace}
 */
export function createWorkplace(signal) {
  const env = {
    ...readEnvFile(ROOT),
    ...process.env,
    NEXT_TELEMETRY_DISABLED: '1',
    CHECKPOINT_DISABLE: '1',
    PRISMA_HIDE_UPDATE_MESSAGE: '1',
    npm_config_update_notifier: 'false',
    // What they print is kept, and shown between lines of our own.
    NO_COLOR: '1',
    FORCE_COLOR: undefined,
  };
  return { root: ROOT, env, signal };
}

/**
 * The variables in the project's `.env`; none when there is no such file.
 * @param {string} root
 * @returns {Record<string, string>}
 */
export function readEnvFile(root) {
  try {
    return parseEnv(readFileSync(join(root, '.env'), 'utf8'));
  } catch (error) {
    if (error.code === 'ENOENT') return {};
    throw error;
  }
}

/**
 * Reads the settings by the app's own rules, which are TypeScript: to be called once packages are there.
 * @param {Workplace} workplace
 * @returns {Promise<SettingsResult>}
 */
export async function loadSettings({ root, env }) {
  const { tsImport } = await import('tsx/esm/api');
  const { readSettings } = await tsImport(SETTINGS, import.meta.url);
  return readSettings(env, root);
}

/**
 * How to call the npm that started us, or the one in PATH.
 * @param {NodeJS.ProcessEnv} env
 * @param {string[]} args
 * @param {string} [node] the Node to run it with
 */
export function npmCommand(env, args, node = process.execPath) {
  const cli = env.npm_execpath;
  if (cli && basename(cli) === 'npm-cli.js') return [node, cli, ...args];
  return [process.platform === 'win32' ? 'npm.cmd' : 'npm', ...args];
}
