import { describeFailure } from './describe-failure.mjs';
import { installChromium } from './install-chromium.mjs';
import { installPoppler } from './install-poppler.mjs';
import { preparationTasks } from './preparation-tasks.mjs';
import { createProgress } from './progress.mjs';
import { runTasks } from './run-tasks.mjs';
import { tallyOutcomes } from './tally-outcomes.mjs';
import { testTasks } from './test-tasks.mjs';
import { whenToldToEnd } from './when-told-to-end.mjs';
import { workplaceEnv } from './workplace-env.mjs';

const CHECKS = ['format', 'layering', 'types', 'build'];
const SLOW = ['build', 'browser', 'poppler', 'e2e'];

/**
 * Prepares what is missing, runs every check and test that can be run, and says how they went; the last
 * line is `N passed, N failed`.
 * @param {{ root: string, fast: boolean }} options fast: no build, no browser, no slow tests
 * @returns {Promise<number>} the exit code
 */
export async function runChecks({ root, fast }) {
  const progress = createProgress(process.stdout);
  const workplace = {
    root,
    env: workplaceEnv(root, process.env),
    signal: whenToldToEnd(process.env),
  };

  const [format, ...tests] = testTasks(workplace, { fast });
  const [packages, driver, client, build] = preparationTasks(workplace);
  const browser = installChromium(workplace);
  const poppler = installPoppler(workplace, { after: ['browser'] });
  const tasks = [packages, driver, client, build, browser, poppler, format, ...tests];
  const outcomes = await runTasks(
    tasks.filter(({ name }) => !(fast && SLOW.includes(name))),
    { atOnce: 2, progress },
  );
  progress.close();

  for (const [name, outcome] of outcomes)
    if (outcome.status !== 'passed') console.log(`\n${describeFailure(name, outcome)}`);
  const { passed, failed } = tallyOutcomes(outcomes, CHECKS);
  console.log(`\n${passed} passed, ${failed} failed`);
  return failed > 0 ? 1 : 0;
}
