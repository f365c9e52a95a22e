import { readEnvFile } from './read-env-file.mjs';

const QUIET = {
  NEXT_TELEMETRY_DISABLED: '1',
  CHECKPOINT_DISABLE: '1',
  PRISMA_HIDE_UPDATE_MESSAGE: '1',
  npm_config_update_notifier: 'false',
  // What they print is kept, and shown between lines of our own.
  NO_COLOR: '1',
  FORCE_COLOR: undefined,
};

/**
 * The environment for everything we start: the process's own, then `.env`; no telemetry, no colours.
 * @param {string} root
 * @param {NodeJS.ProcessEnv} env
 * @returns {NodeJS.ProcessEnv}
 */
export function workplaceEnv(root, env) {
  return { ...readEnvFile(root), ...env, ...QUIET };
}
