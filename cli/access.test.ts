import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, it, onTestFinished } from 'vitest';

const BIN = fileURLToPath(new URL('../bin/plimsoll.js', import.meta.url));
const commandsOf = (document: string) =>
  [
    ...readFileSync(new URL(`../docs/${document}.md`, import.meta.url), 'utf8').matchAll(
      /```sh\n([\s\S]*?)```/g,
    ),
  ]
    .flatMap(([, block = '']) => block.trim().split('\n'))
    // What else there is, CI does; what is for a container, scripts/checks/container.mjs does without one.
    .filter((line) => /\bplimsoll \w/.test(line) && !line.includes('docker '));

function openShell() {
  const folder = mkdtempSync(join(tmpdir(), 'plimsoll-cli-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const env = { ...process.env, PLIMSOLL_DATA_DIR: join(folder, 'data'), PORT: '1' };
  /** What a line of a user's shell prints, or that it fails and how. */
  return async (line: string) => {
    const script = `plimsoll() { "${process.execPath}" "${BIN}" "$@"; }\n${line}`;
    return promisify(execFile)('bash', ['-e', '-o', 'pipefail', '-c', script], {
      env,
      cwd: folder,
    }).then(
      ({ stdout }) => stdout,
      (error: { stderr: string }) => `failed: ${error.stderr}`,
    );
  };
}

it('every command of the document works as it stands, and the audit log has them', {
  timeout: 120_000,
}, async () => {
  const shell = openShell();
  const lines = commandsOf('security');
  expect(lines.length).toBeGreaterThan(9);
  const said: Record<string, string> = {};
  for (const line of lines) {
    said[line] = await shell(line);
    expect([line, said[line]]).toEqual([line, expect.not.stringMatching(/^failed/)]);
  }
  expect(said['plimsoll users list']).toMatch(/ada@example\.com +administrator +password/);
  expect(said['plimsoll keys list']).toMatch(/1 +CI +plimsoll_\S+… +read,runs:start/);
  const audit = said['plimsoll audit'] ?? '';
  for (const deed of ['Saved a user', 'Deleted a user', 'Added an API key', 'Revoked an API key'])
    expect(audit).toContain(deed);
});

it('so do those of secrets, and none of them shows one', { timeout: 60_000 }, async () => {
  const shell = openShell();
  const said: string[] = [];
  for (const line of commandsOf('secrets')) said.push(await shell(line));
  expect(said.map((text) => text.trim())).toEqual([
    'Saved SHOP_TOKEN.',
    'Saved SHOP_KEY.',
    expect.stringMatching(/SHOP_TOKEN +shop\.example\.com +– +of the shop team, until June/),
    'Saved SHOP_TOKEN.',
    'Deleted SHOP_KEY.',
  ]);
  expect(await shell('plimsoll secrets list --json')).toContain('until July');
  expect(await shell('plimsoll secrets set X --from-env NOT_THERE')).toContain(
    'The environment variable NOT_THERE is not set.',
  );
  expect(said.join('')).not.toMatch(/5f31c0de77|91aa7e/);
});

it('says what is wrong with every part of a user', { timeout: 60_000 }, async () => {
  const shell = openShell();
  expect(await shell('echo short | plimsoll users add ada --role viewer --password-stdin')).toBe(
    [
      'failed: plimsoll: The user was not saved.',
      '  email must be an e-mail address, such as ada@example.com.',
      '  password must be at least 12 characters.',
      '',
    ].join('\n'),
  );
  expect(await shell('plimsoll users set ada@example.com --role viewer')).toContain(
    'There is no user ada@example.com. Use "plimsoll users add".',
  );
});

it('so do those of running it for a team', { timeout: 60_000 }, async () => {
  const shell = openShell();
  const lines = commandsOf('operations');
  expect(lines).toContain('plimsoll doctor');
  for (const line of lines)
    expect([line, await shell(line)]).toEqual([line, expect.not.stringMatching(/^failed/)]);
});
