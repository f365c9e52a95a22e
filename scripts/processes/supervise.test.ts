import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createSupervisor, restartDelayMs } from './supervise.mjs';

const READY = "process.send({ type: 'ready' });";
const STAY = 'setInterval(() => undefined, 1000);';

let cwd: string;
let said: string[];
let lines: string[];
let supervisor: ReturnType<typeof createSupervisor>;

beforeEach(() => {
  cwd = mkdtempSync(join(tmpdir(), 'plimsoll-supervise-'));
  said = [];
  lines = [];
  supervisor = createSupervisor({
    say: (text) => said.push(text),
    onLine: (name, line) => lines.push(`${name}: ${line}`),
  });
});
afterEach(() => {
  supervisor.kill();
  rmSync(cwd, { recursive: true });
});

function program(name: string, source: string) {
  const file = join(cwd, `${name}.mjs`);
  writeFileSync(file, source);
  return { name, args: [file], cwd, env: process.env, graceMs: 2_000 };
}

test('a started process is ready when it says so', async () => {
  await supervisor.start(program('worker', READY + STAY));
  await supervisor.stop([['worker']]);
  expect(said).toEqual([]);
});

test('processes end in the order asked for', async () => {
  const bye = (name: string) =>
    `process.on('SIGTERM', () => { console.log('bye'); process.exit(); }); ${STAY} ${READY} // ${name}`;
  await supervisor.start(program('reference', bye('reference')));
  await supervisor.start(program('worker', bye('worker')));
  await supervisor.stop([['worker'], ['reference']]);
  expect(lines).toEqual(['worker: bye', 'reference: bye']);
});

test('a process that hangs is ended and started again', async () => {
  const marker = join(cwd, 'second');
  const source = `import { existsSync, writeFileSync } from 'node:fs';
    const isSecond = existsSync(${JSON.stringify(marker)});
    writeFileSync(${JSON.stringify(marker)}, '');
    ${READY} process.send({ type: 'alive' });
    if (isSecond) setInterval(() => process.send({ type: 'alive' }), 50); else for (;;);`;
  await supervisor.start({ ...program('worker', source), silenceMs: 500 });
  await expect.poll(() => said, { timeout: 10_000 }).toHaveLength(1);
  expect(said[0]).toContain('The worker ended (silent for 0.5 s, so it was ended).');
});

test('a worker that dies is started again', async () => {
  const marker = join(cwd, 'second');
  const source = `import { existsSync, writeFileSync } from 'node:fs';
    if (existsSync('${marker}')) { ${READY} ${STAY} }
    else { writeFileSync('${marker}', ''); process.exit(1); }`;
  await supervisor.start(program('worker', source));
  expect(said).toEqual(['The worker ended (exit code 1).\nStarting the worker again in 0.5 s.']);
});

test('one that fails three times before it was ever ready is given up', async () => {
  void supervisor.start(program('worker', 'process.exit(1);'));
  expect(await supervisor.broken).toContain('The worker ended (exit code 1).');
  expect(said).toHaveLength(2);
});

test('a process that ignores being asked is made to end when its grace is over', async () => {
  const source = `process.on('SIGTERM', () => undefined); ${STAY} ${READY}`;
  const plan = { ...program('worker', source), graceMs: 100 };
  await supervisor.start(plan);
  await supervisor.stop([['worker']]);
});

test('the wait before a restart doubles from half a second', () => {
  expect([1, 2, 3, 4].map(restartDelayMs)).toEqual([500, 1_000, 2_000, 4_000]);
});

test('it never grows beyond half a minute', () => {
  expect(restartDelayMs(40)).toBe(30_000);
});
