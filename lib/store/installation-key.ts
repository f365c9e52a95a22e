import { hkdfSync, randomBytes } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { PlimsollError } from '@/lib/core/errors';
import type { Store } from './open-store';

const KEY_FILE = 'secret.key';
const KEY_BYTES = 32;

/**
 * A key of this installation's for one purpose: of PLIMSOLL_SECRET_KEY, else of the file secret.key in the data folder,
 * which is made when it is not there. Throws `unavailable` for one that is no key.
 */
export function installationKey({ sqlite }: Pick<Store, 'sqlite'>, purpose: string): Buffer {
  const file = join(dirname(sqlite.name), KEY_FILE);
  const told = process.env.PLIMSOLL_SECRET_KEY?.trim();
  const key = Buffer.from(told || keyIn(file), 'base64');
  if (key.length !== KEY_BYTES)
    throw new PlimsollError(
      'unavailable',
      `${told ? 'PLIMSOLL_SECRET_KEY' : file} must be 32 bytes in Base64, such as "openssl rand -base64 32" makes.`,
    );
  return Buffer.from(hkdfSync('sha256', key, '', `plimsoll ${purpose}`, KEY_BYTES));
}

function keyIn(file: string): string {
  try {
    return readFileSync(file, 'utf8').trim();
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error;
  }
  try {
    writeFileSync(file, `${randomBytes(KEY_BYTES).toString('base64')}\n`, {
      flag: 'wx',
      mode: 0o600,
    });
  } catch (error) {
    // Another process may have made it in this moment.
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
  }
  return readFileSync(file, 'utf8').trim();
}
