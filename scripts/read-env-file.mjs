import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseEnv } from 'node:util';

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
