import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it, onTestFinished } from 'vitest';
import { errorOf } from '@/lib/testing/error-of';
import { printInProcess } from './print-process';

const URL_OF_PRINT = 'http://127.0.0.1:1/print';
const never = () => new AbortController().signal;

/** A browser that starts, writes down its process's id and never answers; returns the file of that. */
function silentBrowser(): string {
  const folder = mkdtempSync(join(tmpdir(), 'plimsoll-print-'));
  const [program, pid] = [join(folder, 'chromium'), join(folder, 'pid')];
  writeFileSync(program, `#!/bin/sh\necho $$ > ${pid}.new\nmv ${pid}.new ${pid}\nexec sleep 600\n`);
  chmodSync(program, 0o755);
  setBrowser(program);
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return pid;
}

function setBrowser(path: string) {
  const before = process.env.PLIMSOLL_CHROMIUM;
  process.env.PLIMSOLL_CHROMIUM = path;
  onTestFinished(() => {
    if (before === undefined) delete process.env.PLIMSOLL_CHROMIUM;
    else process.env.PLIMSOLL_CHROMIUM = before;
  });
}

async function started(pid: string): Promise<number> {
  while (!existsSync(pid)) await sleep(20);
  return Number(readFileSync(pid, 'utf8'));
}

async function ended(pid: number): Promise<void> {
  for (;;) {
    try {
      process.kill(pid, 0);
    } catch {
      return;
    }
    await sleep(20);
  }
}

it('says so when the process that prints dies', async () => {
  const browser = started(silentBrowser());
  const printing = errorOf(printInProcess(URL_OF_PRINT, 'pdf', never()));
  const printer = execFileSync('ps', ['-o', 'ppid=', '-p', String(await browser)], {
    encoding: 'utf8',
  });
  process.kill(Number(printer), 'SIGKILL');
  process.kill(await browser);
  const { code, message } = await printing;
  expect([code, message]).toEqual([
    'unavailable',
    'The report was not printed: the process that prints ended (SIGKILL). Try again.',
  ]);
});

it('leaves off when its reader leaves, and ends the browser with it; the next is printed by another', async () => {
  const pid = silentBrowser();
  const leaving = new AbortController();
  const printing = printInProcess(URL_OF_PRINT, 'pdf', leaving.signal);
  const browser = await started(pid);
  leaving.abort(new Error('left'));
  await expect(printing).rejects.toThrow('left');
  await ended(browser);
  await expect(printInProcess(URL_OF_PRINT, 'pdf', leaving.signal)).rejects.toThrow('left');

  setBrowser('/no/browser');
  const { code, message } = await errorOf(printInProcess(URL_OF_PRINT, 'pdf', never()));
  expect([code, message]).toEqual([
    'unavailable',
    'PLIMSOLL_CHROMIUM is /no/browser, which is no program.',
  ]);
});
