import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const FOLDER = 'PLIMSOLL_E2E_TEMPLATES';

/** Once for all workers: the data folders that their stacks begin with. Returns what takes them away. */
export default async function makeTemplates(): Promise<() => void> {
  const folder = mkdtempSync(join(tmpdir(), 'plimsoll-e2e-templates-'));
  await promisify(execFile)(
    process.execPath,
    ['--import', 'tsx', join(ROOT, 'e2e/seed/main.ts'), folder],
    { cwd: ROOT, env: { ...process.env, PLIMSOLL_ROOT: ROOT } },
  );
  process.env[FOLDER] = folder;
  return () => rmSync(folder, { recursive: true, force: true });
}

/** Where the template of that name is. */
export function templateFolder(name: 'seeded' | 'empty'): string {
  const folder = process.env[FOLDER];
  if (folder === undefined) throw new Error('There are no templates: Playwright makes them.');
  return join(folder, name);
}
