import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { runCommand } from '../commands.mjs';
import { createWorkplace } from '../environment.mjs';
import { preparationTasks } from '../preparation.mjs';
import { whenToldToEnd } from '../processes/interruption.mjs';
import { createProgress, describeFailure, runTasks } from '../tasks.mjs';
import { checkContainer } from './container.mjs';
import { checkOtherNode } from './nodes.mjs';
import { installChromium, installTestTools } from './system-packages.mjs';

/** @typedef {import('../tasks.mjs').Task} Task */
/** @typedef {{ passed: number, failed: number }} Count */

// Tests that take real seconds, and measure them.
// These count one each; the others count their tests, or prepare.
const CHECKS = ['format', 'layering', 'unused', 'types', 'build', 'other-node', 'container'];
const ONLY_IN_FULL = ['build', 'browser', 'tools', 'timed', 'e2e', 'other-node', 'container'];

/**
 * Prepares what is missing, runs every check and test that can be run, and says how they went; the last
 * line is `N passed, N failed`.
 * @param {{ fast: boolean }} options fast: no build, no browser, no tests that take real seconds
 * @returns {Promise<number>} the exit code
 */
export async function runChecks({ fast }) {
  const progress = createProgress(process.stdout);
  const workplace = createWorkplace(whenToldToEnd());
  const tasks = [
    ...preparationTasks(workplace, { dev: true }),
    installChromium(workplace),
    installTestTools(workplace),
    ...testTasks(workplace, { fast }),
  ];
  const outcomes = await runTasks(
    tasks.filter(({ name }) => !(fast && ONLY_IN_FULL.includes(name))),
    { atOnce: 2, progress },
  );
  progress.close();

  for (const [name, outcome] of outcomes)
    if (outcome.status !== 'passed') console.log(`\n${describeFailure(name, outcome)}`);
  console.log(['', 'Times', ...progress.times()].join('\n'));
  const { passed, failed } = tallyOutcomes(outcomes, CHECKS);
  console.log(`\n${passed} passed, ${failed} failed`);
  return failed > 0 ? 1 : 0;
}

/**
 * The checks and tests. A task's value, or its error's `count`, is how many tests passed and failed in it.
 * What only uses the processor runs two at a time, beside the build; what measures time runs alone.
 * @param {import('../environment.mjs').Workplace} workplace
 * @param {{ fast: boolean }} options fast: without the slow ones
 * @returns {Task[]}
 */
function testTasks(workplace, { fast }) {
  const { root, env, signal } = workplace;
  const bin = (...path) => [process.execPath, join(root, 'node_modules', ...path)];
  const run = (command, note, extra = {}) =>
    runCommand(command, { cwd: root, env: { ...env, ...extra }, signal, onLine: note });
  const biome = bin('@biomejs', 'biome', 'bin', 'biome');
  const next = bin('next', 'dist', 'bin', 'next');
  const tsc = bin('typescript', 'bin', 'tsc');
  const depcruise = bin('dependency-cruiser', 'bin', 'dependency-cruise.mjs');
  const knip = bin('knip', 'bin', 'knip.js');

  const report = (name) => join(root, 'node_modules', '.plimsoll', `${name}.json`);
  const vitest = (name, choice, note) =>
    counted(report(name), countVitest, (file) =>
      run(
        [
          ...bin('vitest', 'vitest.mjs'),
          'run',
          '--reporter=default',
          '--reporter=json',
          `--outputFile.json=${file}`,
          ...choice,
        ],
        note,
      ),
    );
  const playwright = (note) =>
    counted(report('playwright'), countPlaywright, (file) =>
      run([...bin('@playwright', 'test', 'cli.js'), 'test', '--reporter=list,json'], note, {
        PLAYWRIGHT_JSON_OUTPUT_FILE: file,
      }),
    );

  const beside = [
    {
      name: 'unit',
      title: 'unit and integration tests',
      needs: ['packages', 'client', 'driver'],
      run: (note) =>
        vitest('unit', ['--project=units', ...(fast ? ['--exclude=**/*.slow.test.*'] : [])], note),
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
      name: 'layering',
      needs: ['packages', 'client'],
      run: (note) =>
        run(
          [...depcruise, '--config', '.dependency-cruiser.mjs', '--output-type', 'err', '.'],
          note,
        ),
    },
    {
      name: 'unused',
      title: 'unused code',
      needs: ['packages', 'client'],
      run: (note) => run([...knip, '--no-progress'], note),
    },
    {
      name: 'format',
      title: 'format and lint',
      needs: ['packages'],
      run: (note) => run([...biome, 'ci', '--colors=off', '--error-on-warnings', '.'], note),
    },
  ];
  const quiet = ['build', 'browser', 'tools', ...beside.map(({ name }) => name)];
  return [
    ...beside,
    {
      name: 'timed',
      title: 'tests that measure time',
      needs: ['packages', 'client', 'driver'],
      after: quiet,
      run: (note) => vitest('timed', ['--project=timing'], note),
    },
    {
      name: 'e2e',
      title: 'end-to-end tests',
      needs: ['build', 'driver', 'browser', 'tools'],
      after: [...quiet, 'timed'],
      run: playwright,
    },
    {
      name: 'other-node',
      title: 'the product on another Node version',
      needs: ['build', 'driver'],
      // It exchanges the database driver for a while.
      after: [...quiet, 'timed', 'e2e'],
      run: (note) => checkOtherNode(workplace, note),
    },
    {
      name: 'container',
      title: 'the container’s steps',
      needs: ['packages', 'browser'],
      after: [...quiet, 'timed', 'e2e', 'other-node'],
      run: (note) => checkContainer(workplace, note).then(() => undefined),
    },
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

/**
 * What a vitest JSON report counts; a file that could not be loaded is one failure.
 * @param {string} file
 * @returns {Count}
 */
export function countVitest(file) {
  const report = JSON.parse(readFileSync(file, 'utf8'));
  const unloaded = report.testResults.filter(
    ({ status, assertionResults }) => status === 'failed' && assertionResults.length === 0,
  );
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + unloaded.length,
  };
}

/**
 * What a Playwright JSON report counts; a test that passed on a second try has passed.
 * @param {string} file
 * @returns {Count}
 */
export function countPlaywright(file) {
  const { stats, errors } = JSON.parse(readFileSync(file, 'utf8'));
  return { passed: stats.expected + stats.flaky, failed: stats.unexpected + errors.length };
}

/**
 * Adds up what tasks found: a test run counts its tests, a check one, and whatever failed or could not
 * be run at least one failure. Preparation that went well is no test.
 * @param {Map<string, import('../tasks.mjs').Outcome>} outcomes
 * @param {string[]} checks the tasks that count as one test each
 * @returns {Count}
 */
export function tallyOutcomes(outcomes, checks) {
  const tally = { passed: 0, failed: 0 };
  for (const [name, outcome] of outcomes) {
    const { passed, failed } = countOf(outcome, checks.includes(name) ? 1 : 0);
    tally.passed += passed;
    tally.failed += failed;
  }
  return tally;
}

function countOf(outcome, worth) {
  switch (outcome.status) {
    case 'passed':
      // A check's value is what its command printed, and no count.
      return outcome.value?.passed === undefined ? { passed: worth, failed: 0 } : outcome.value;
    case 'failed': {
      const { passed = 0, failed = 0 } = outcome.error.count ?? {};
      return { passed, failed: Math.max(1, failed) };
    }
    default:
      return { passed: 0, failed: 1 };
  }
}
