import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { compileAdvice, driverProblem, fitDriver } from './driver.mjs';

const NODES = {
  '20.19.0': { node: '20.19.0', napi: '9' },
  '22.13.1': { node: '22.13.1', napi: '9' },
  '22.14.0': { node: '22.14.0', napi: '10' },
  '24.19.0': { node: '24.19.0', napi: '10' },
};

let root: string;
let reinstalled: number;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'plimsoll-driver-'));
  reinstalled = 0;
});
afterEach(() => rmSync(root, { recursive: true }));

/** A package that opens like the driver, as npm leaves it, or compiled. */
function putDriver(folder: string, version: string, compiled = version.startsWith('12.')) {
  const path = join(root, 'node_modules', folder);
  mkdirSync(join(path, 'lib'), { recursive: true });
  writeFileSync(join(path, 'package.json'), JSON.stringify({ version, main: 'lib/index.js' }));
  writeFileSync(join(path, 'lib', 'index.js'), 'module.exports = class { close() {} };');
  if (!compiled) return;
  mkdirSync(join(path, 'build', 'Release'), { recursive: true });
  writeFileSync(join(path, 'build', 'Release', 'better_sqlite3.node'), '');
}

function versionInPlace(): string {
  const file = join(root, 'node_modules', 'better-sqlite3', 'package.json');
  return JSON.parse(readFileSync(file, 'utf8')).version;
}

/** What a start on this Node does about the driver: whether it had to do something. */
async function startOn(version: keyof typeof NODES): Promise<boolean> {
  const reinstall = async () => {
    reinstalled++;
    putDriver('better-sqlite3', '13.2.0');
  };
  const task = fitDriver({ root, env: process.env }, { reinstall, versions: NODES[version] });
  const needed = (await task.needed?.()) ?? true;
  if (needed) await task.run(() => undefined);
  return needed;
}

test('Node 22.14 and newer take version 13 as it was installed', async () => {
  putDriver('better-sqlite3', '13.2.0');
  expect(await startOn('22.14.0')).toBe(false);
  expect(await startOn('24.19.0')).toBe(false);
});

test.each(['20.19.0', '22.13.1'] as const)(
  'on Node %s, without Node-API 10, version 12 takes the place of 13',
  async (version) => {
    putDriver('better-sqlite3', '13.2.0');
    putDriver('better-sqlite3-node20', '12.11.1');
    expect(await startOn(version)).toBe(true);
    expect(versionInPlace()).toBe('12.11.1');
    expect(await startOn(version)).toBe(false);
  },
);

test('a change of Node and back exchanges them, without npm or a compiler', async () => {
  putDriver('better-sqlite3', '13.2.0');
  putDriver('better-sqlite3-node20', '12.11.1');
  await startOn('20.19.0');
  expect(await startOn('24.19.0')).toBe(true);
  expect(versionInPlace()).toBe('13.2.0');
  await startOn('20.19.0');
  expect(versionInPlace()).toBe('12.11.1');
  expect(reinstalled).toBe(0);
});

test('a start that was cut off between the two is made good by the next one, on either Node', async () => {
  putDriver('better-sqlite3', '13.2.0');
  putDriver('better-sqlite3-node20', '12.11.1');
  await startOn('20.19.0');
  rmSync(join(root, 'node_modules', 'better-sqlite3'), { recursive: true });
  await startOn('24.19.0');
  expect(versionInPlace()).toBe('13.2.0');
  rmSync(join(root, 'node_modules', 'better-sqlite3'), { recursive: true });
  await startOn('20.19.0');
  expect(versionInPlace()).toBe('12.11.1');
});

test('where version 13 is nowhere, npm brings it back', async () => {
  putDriver('better-sqlite3', '12.11.1');
  await startOn('24.19.0');
  expect(reinstalled).toBe(1);
  expect(versionInPlace()).toBe('13.2.0');
});

test.each([
  ['13.2.0', '20.19.0'],
  ['13.2.0', '22.13.1'],
  ['12.11.1', '24.19.0'],
] as const)('version %s on Node %s is refused, with what to do', (version, node) => {
  putDriver('better-sqlite3', version);
  expect(driverProblem(root, NODES[node])).toBe(
    `The database driver in node_modules (better-sqlite3 ${version}) is not the one for Node ${node}. Run "npm run setup" in ${root} once.`,
  );
});

test('version 12 that is not compiled is no driver for Node 20', () => {
  putDriver('better-sqlite3', '12.11.1', false);
  expect(driverProblem(root, NODES['20.19.0'])).toContain('Run "npm run setup"');
});

test('the right driver is no problem, and none at all is one', () => {
  expect(driverProblem(root, NODES['24.19.0'])).toBe(
    `The database driver is not installed. Run "npm run setup" in ${root} once.`,
  );
  putDriver('better-sqlite3', '13.2.0');
  expect(driverProblem(root, NODES['24.19.0'])).toBeUndefined();
});

test('what a compiler lacks is named, with how to get it', () => {
  writeFileSync(join(root, 'make'), '');
  expect(compileAdvice({ PATH: root })).toBe(
    'On this Node the database driver is compiled, and python3, g++ are missing. Install python3, g++ (on Debian: apt-get install python3 g++) and start again. Or use Node 22.14 or newer, which needs no compiler.',
  );
});

test('with every tool there, only the other way out is named', () => {
  for (const tool of ['python3', 'make', 'g++']) writeFileSync(join(root, tool), '');
  expect(compileAdvice({ PATH: root })).toBe(
    'On this Node the database driver is compiled, which did not succeed. Or use Node 22.14 or newer, which needs no compiler.',
  );
});
