import { join } from 'node:path';

/**
 * The processes of an installation, by name: how each is started.
 * @param {object} options
 * @param {string} options.root
 * @param {NodeJS.ProcessEnv} options.env
 * @param {import('../lib/core/settings').Settings} options.settings
 * @param {boolean} options.development with reload on change
 * @returns {Record<'reference service' | 'worker' | 'dashboard', import('./start-process.mjs').ProcessPlan>}
 */
export function processPlans({ root, env, settings, development }) {
  const shared = {
    ...env,
    PLIMSOLL_ROOT: root,
    PLIMSOLL_DATA_DIR: settings.dataDir,
    PORT: String(settings.port),
    HOST: settings.host,
    REFERENCE: settings.reference.enabled ? 'on' : 'off',
    REFERENCE_HOST: '127.0.0.1',
    REFERENCE_PORT: String(settings.reference.port),
    REFERENCE_DATA_DIR: settings.reference.dataDir,
  };
  const tsx = join(root, 'node_modules', 'tsx', 'dist', 'cli.mjs');
  const next = join(root, 'node_modules', 'next', 'dist', 'bin', 'next');
  const NODE_ENV = development ? 'development' : 'production';
  const readySign = development ? 'line' : 'message';
  const plan = (name, args, graceMs) => ({
    name,
    args,
    cwd: root,
    env: { ...shared, NODE_ENV },
    readySign,
    graceMs,
  });
  const typescript = (file) =>
    development ? [tsx, 'watch', '--clear-screen=false', file] : ['--import', 'tsx', file];
  const listen = ['-H', settings.host, '-p', String(settings.port)];
  return {
    'reference service': plan('reference service', typescript('reference-service/main.ts'), 3_000),
    worker: plan('worker', typescript('worker/main.ts'), 10_000),
    // It would wait for every open live page, and has nothing to lose.
    dashboard: plan('dashboard', [next, development ? 'dev' : 'start', ...listen], 1_500),
  };
}
