import { describeFailure } from './describe-failure.mjs';
import { preparationTasks } from './preparation-tasks.mjs';
import { createProgress } from './progress.mjs';
import { runTasks } from './run-tasks.mjs';
import { workplaceEnv } from './workplace-env.mjs';

/**
 * Packages, database driver and database client.
 * @param {string} root
 * @param {{ build: boolean }} options build: the dashboard too, which reports need
 * @returns {Promise<number>} the exit code
 */
export async function setUp(root, { build }) {
  const progress = createProgress(process.stdout);
  const tasks = preparationTasks({ root, env: workplaceEnv(root, process.env) });
  let exitCode = 0;
  await runTasks(
    tasks.filter(({ name }) => build || name !== 'build'),
    {
      atOnce: 2,
      progress,
      onFailure(name, outcome) {
        exitCode = 1;
        progress.line(describeFailure(name, outcome));
      },
    },
  );
  if (exitCode === 0) progress.line('Everything is installed.');
  progress.close();
  return exitCode;
}
