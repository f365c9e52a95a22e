import { access, constants, mkdir } from 'node:fs/promises';
import { describeFailure } from './describe-failure.mjs';
import { earlyPortProblems } from './early-ports.mjs';
import { loadSettings } from './load-settings.mjs';
import { preparationTasks } from './preparation-tasks.mjs';
import { runTasks } from './run-tasks.mjs';
import { StartProblem } from './start-problem.mjs';

/**
 * Makes a clone ready to run and reads its settings; throws a StartProblem when either cannot be.
 * @param {import('./preparation-tasks.mjs').Workplace} workplace
 * @param {{ progress: ReturnType<typeof import('./progress.mjs').createProgress>, build: boolean }} options
 * @returns {Promise<import('../lib/core/settings').Settings>}
 */
export async function prepareApp(workplace, { progress, build }) {
  const taken = await earlyPortProblems(workplace.env);
  if (taken.length > 0) throw new StartProblem(taken, 2);
  const [packages, ...others] = preparationTasks(workplace);
  await runAll([packages], progress);
  const read = await loadSettings(workplace.root, workplace.env);
  if (!read.ok)
    throw new StartProblem(
      read.problems.map(({ message }) => message),
      2,
    );
  await makeDataDir(read.settings.dataDir);
  await runAll(
    others.filter(({ name }) => build || name !== 'build'),
    progress,
  );
  return read.settings;
}

async function makeDataDir(dataDir) {
  try {
    await mkdir(dataDir, { recursive: true });
    await access(dataDir, constants.W_OK);
  } catch (error) {
    const advice = 'Set PLIMSOLL_DATA_DIR to a folder that can.';
    throw new StartProblem([`${dataDir} cannot be written to (${error.code}). ${advice}`], 2);
  }
}

async function runAll(tasks, progress) {
  const outcomes = await runTasks(tasks, {
    atOnce: 2,
    progress,
    onFailure: (name, outcome) => progress.line(describeFailure(name, outcome)),
  });
  // Told already; what was under way beside it has been let to its end, for the next start.
  if ([...outcomes.values()].some(({ status }) => status !== 'passed'))
    throw new StartProblem([], 1);
}
