import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { countPlaywright, countVitest } from './count-tests.mjs';
import { runCommand } from './run-command.mjs';

const QUIET_WORK = ['build', 'format', 'types', 'layering', 'browser', 'poppler'];

/**
 * The checks and tests, as tasks for runTasks. A task's value, or its error's `count`, is how many tests
 * passed and failed in it.
 * @param {import('./preparation-tasks.mjs').Workplace} workplace
 * @param {{ fast: boolean }} options fast: without `*.slow.test.ts`, those that take real seconds
 * @returns {import('./run-tasks.mjs').Task[]}
 */
export function testTasks({ root, env, signal }, { fast }) {
  const reports = join(root, 'node_modules', '.plimsoll');
  const bin = (...path) => [process.execPath, join(root, 'node_modules', ...path)];
  const run = (command, note, extra = {}) =>
    runCommand(command, { cwd: root, env: { ...env, ...extra }, signal, onLine: note });
  const biome = bin('@biomejs', 'biome', 'bin', 'biome');
  const next = bin('next', 'dist', 'bin', 'next');
  const tsc = bin('typescript', 'bin', 'tsc');
  const depcruise = bin('dependency-cruiser', 'bin', 'dependency-cruise.mjs');
  const cruise = (config, note) =>
    run([...depcruise, '--config', config, '--output-type', 'err', '.'], note);

  return [
    {
      name: 'format',
      title: 'format and lint',
      needs: ['packages'],
      run: (note) => run([...biome, 'ci', '--colors=off', '--error-on-warnings', '.'], note),
    },
    {
      name: 'layering',
      needs: ['packages', 'client'],
      async run(note) {
        await cruise('.dependency-cruiser.mjs', note);
        await cruise('.dependency-cruiser.runtime.mjs', note);
      },
    },
    {
      name: 'types',
      needs: ['packages', 'client'],
      // Both write below .next.
      after: ['build'],
      async run(note) {
        // Types that an earlier `npm run dev` made of pages that may be gone.
        rmSync(join(root, '.next', 'dev', 'types'), { recursive: true, force: true });
        await run([...next, 'typegen'], note);
        await run([...tsc, '--noEmit'], note);
      },
    },
    {
      name: 'unit',
      title: 'unit and integration tests',
      needs: ['packages', 'client', 'driver'],
      // Some of them measure time, so nothing else should be at work.
      after: QUIET_WORK,
      run: (note) =>
        counted(join(reports, 'vitest.json'), countVitest, (file) =>
          run([...bin('vitest', 'vitest.mjs'), 'run', ...vitestOptions(file, fast)], note),
        ),
    },
    {
      name: 'e2e',
      title: 'end-to-end tests',
      needs: ['build', 'driver', 'browser', 'poppler'],
      after: [...QUIET_WORK, 'unit'],
      run: (note) =>
        counted(join(reports, 'playwright.json'), countPlaywright, (file) =>
          run([...bin('@playwright', 'test', 'cli.js'), 'test', '--reporter=list,json'], note, {
            PLAYWRIGHT_JSON_OUTPUT_FILE: file,
          }),
        ),
    },
  ];
}

function vitestOptions(file, fast) {
  return [
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${file}`,
    ...(fast ? ['--exclude=**/*.slow.test.*'] : []),
  ];
}

/** Runs a test command that leaves a report, and counts by it whether it passed or failed. */
async function counted(file, count, run) {
  mkdirSync(join(file, '..'), { recursive: true });
  rmSync(file, { force: true });
  try {
    await run(file);
    return count(file);
  } catch (error) {
    throw Object.assign(error, { count: countOrNone(file, count) });
  }
}

function countOrNone(file, count) {
  try {
    return count(file);
  } catch {
    return undefined;
  }
}
