/**
 * Reads the settings by the app's own rules, which are TypeScript: to be called once packages are there.
 * @param {string} root
 * @param {NodeJS.ProcessEnv} env
 * @returns {Promise<import('../lib/core/settings').SettingsResult>}
 */
export async function loadSettings(root, env) {
  const { tsImport } = await import('tsx/esm/api');
  const { readSettings } = await tsImport('../lib/core/settings.ts', import.meta.url);
  return readSettings(env, root);
}
