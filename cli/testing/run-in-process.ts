import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { format } from 'node:util';
import { onTestFinished } from 'vitest';
import { runProgram } from '../run-program';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

interface Finished {
  exitCode: number;
  /** What it wrote to stdout and to stderr. */
  output: string;
  errors: string;
}

export interface CommandLine {
  /** A data folder of the test's own, gone when it ends. */
  folder: string;
  at(name: string): string;
  /** Carries out a command as `bin/plimsoll.js` does, but in this process: no Node to start, nothing to load anew. */
  plimsoll(...args: string[]): Promise<Finished>;
}

/** `env` is what its user has set besides the data folder. */
export function openCommandLine(env: Record<string, string> = {}): CommandLine {
  const folder = mkdtempSync(join(tmpdir(), 'plimsoll-cli-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  // Its output and environment are the process's: one command at a time.
  let last: Promise<unknown> = Promise.resolve();
  return {
    folder,
    at: (name) => join(folder, name),
    plimsoll(...args) {
      const mine = last.then(() =>
        captured({ ...env, PLIMSOLL_ROOT: ROOT, PLIMSOLL_DATA_DIR: folder }, () =>
          runProgram([process.execPath, 'plimsoll', ...args]),
        ),
      );
      last = mine.catch(() => undefined);
      return mine;
    },
  };
}

async function captured(
  env: Record<string, string>,
  run: () => Promise<number>,
): Promise<Finished> {
  let [output, errors] = ['', ''];
  const before = {
    env: process.env,
    out: process.stdout.write,
    err: process.stderr.write,
    log: console.log,
    error: console.error,
  };
  process.env = { ...process.env, ...env };
  process.stdout.write = writeTo((text) => {
    output += text;
  });
  process.stderr.write = writeTo((text) => {
    errors += text;
  });
  console.log = (...words: unknown[]) => {
    output += `${format(...words)}\n`;
  };
  console.error = (...words: unknown[]) => {
    errors += `${format(...words)}\n`;
  };
  try {
    const exitCode = await run();
    return { exitCode, output, errors };
  } finally {
    process.env = before.env;
    process.stdout.write = before.out;
    process.stderr.write = before.err;
    console.log = before.log;
    console.error = before.error;
  }
}

function writeTo(keep: (text: string) => void): typeof process.stdout.write {
  return (chunk: string | Uint8Array, ...rest: unknown[]) => {
    keep(typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString());
    const done = rest.at(-1);
    if (typeof done === 'function') done();
    return true;
  };
}
