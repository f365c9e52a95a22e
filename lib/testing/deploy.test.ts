import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

const read = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');

it('the systemd unit has what it needs, and takes what it does not', () => {
  const lines = read('deploy/plimsoll.service')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'));
  for (const line of lines) expect(line).toMatch(/^(\[(Unit|Service|Install)\]|[A-Z]\w+=.+)$/);
  const settings = new Map(
    lines.map((line) => line.split(/=(.*)/s).slice(0, 2) as [string, string]),
  );
  expect(settings.get('ExecStart')).toContain('scripts/start.mjs');
  expect(settings.get('StateDirectoryMode')).toBe('0700');
  for (const name of ['NoNewPrivileges', 'PrivateTmp', 'ProtectHome'])
    expect([name, settings.get(name)]).toEqual([name, 'true']);
});
