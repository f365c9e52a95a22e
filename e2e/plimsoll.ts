import { execFile, execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { Stack } from './start-stack';

const BIN = fileURLToPath(new URL('../bin/plimsoll.js', import.meta.url));

/** Carries out a command on the stack's own data; `input` is what it reads. Returns what it says; throws that when it fails. */
export function plimsoll({ dataDir }: Stack, args: string[], input = ''): string {
  const env = { ...process.env, PLIMSOLL_DATA_DIR: dataDir };
  return execFileSync(process.execPath, [BIN, ...args], { env, input }).toString();
}

/** Carries out a documented line as it stands, in a folder; `plimsoll` is the one on the stack's own data. */
export async function shell({ dataDir }: Stack, folder: string, line: string): Promise<void> {
  const script = `plimsoll() { "${process.execPath}" "${BIN}" "$@"; }\n${line}`;
  const env = { ...process.env, PLIMSOLL_DATA_DIR: dataDir };
  await promisify(execFile)('bash', ['-e', '-c', script], { env, cwd: folder });
}
