import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { parse } from 'yaml';
import { readDockerfile } from '../../scripts/checks/container.mjs';

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

const compose = parse(read('compose.yaml'), { merge: true }) as {
  services: Record<string, Record<string, unknown>>;
  volumes: Record<string, unknown>;
};

it('every service of compose.yaml may do as little as it can do with', () => {
  expect(Object.keys(compose.services)).toEqual(['dashboard', 'worker', 'reference']);
  expect(Object.keys(compose.volumes)).toEqual(['data']);
  for (const [name, service] of Object.entries(compose.services)) {
    expect([name, service]).toMatchObject([
      name,
      {
        command: [name],
        read_only: true,
        tmpfs: ['/tmp'],
        volumes: ['data:/data'],
        cap_drop: ['ALL'],
        security_opt: ['no-new-privileges:true'],
        restart: 'unless-stopped',
        healthcheck: { test: ['CMD', 'node', 'scripts/processes/healthy.mjs', name] },
      },
    ]);
    for (const forbidden of ['privileged', 'cap_add', 'user', 'devices', 'pid'])
      expect([name, service]).not.toHaveProperty(['1', forbidden]);
  }
  // What is published is reached by this machine alone, until somebody decides otherwise.
  expect(compose.services.dashboard?.ports).toEqual(['127.0.0.1:3000:3000']);
  expect(compose.services.dashboard?.environment).toMatchObject({ PLIMSOLL_ACCESS: 'on' });
});

it('the image is of a named version, and runs as somebody without rights', () => {
  const { images, user, volume, entrypoint, health, env } = readDockerfile(read('Dockerfile'));
  for (const image of images) expect(image).toMatch(/^node:\d+\.\d+-\w+-slim$/);
  expect([user, volume]).toEqual(['10001:10001', '/data']);
  expect(entrypoint).toEqual(['node', 'scripts/start.mjs', 'start']);
  expect(health).toEqual(['node', 'scripts/processes/healthy.mjs', 'dashboard']);
  expect(env).toMatchObject({ NODE_ENV: 'production', PLIMSOLL_DATA_DIR: '/data' });
  const ignored = read('.dockerignore').split('\n');
  expect(ignored).toEqual(
    expect.arrayContaining(['.git', '.env', 'data', 'node_modules', '.next']),
  );
});
