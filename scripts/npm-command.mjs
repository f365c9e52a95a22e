import { basename } from 'node:path';

/**
 * How to call the npm that started us, or the one in PATH.
 * @param {NodeJS.ProcessEnv} env
 * @param {string[]} args
 */
export function npmCommand(env, args) {
  const cli = env.npm_execpath;
  if (cli && basename(cli) === 'npm-cli.js') return [process.execPath, cli, ...args];
  return [process.platform === 'win32' ? 'npm.cmd' : 'npm', ...args];
}
