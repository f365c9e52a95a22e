import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { Stack } from './start-stack';

const BIN = fileURLToPath(new URL('../bin/plimsoll.js', import.meta.url));

/** What `plimsoll` prints, on the stack's own data. */
export async function plimsoll({ dataDir }: Stack, ...args: string[]): Promise<string> {
  const env = { ...process.env, PLIMSOLL_DATA_DIR: dataDir };
  const { stdout } = await promisify(execFile)(process.execPath, [BIN, ...args], { env });
  return stdout;
}
