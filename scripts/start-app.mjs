import { prepareApp } from './prepare-app.mjs';
import { createProgress } from './progress.mjs';
import { StartProblem } from './start-problem.mjs';
import { startProcesses } from './start-processes.mjs';
import { createSupervisor } from './supervise.mjs';
import { whenToldToEnd } from './when-told-to-end.mjs';
import { workplaceEnv } from './workplace-env.mjs';

// The worker may still cancel jobs of a run under way, so the reference service goes last.
const STOP_ORDER = [['dashboard', 'worker'], ['reference service']];

/**
 * From a bare clone to a running Plimsoll, until it is told to end.
 * @param {{ root: string, development: boolean }} options development: reload on change, no build
 * @returns {Promise<number>} the exit code
 */
export async function startApp({ root, development }) {
  const progress = createProgress(process.stdout);
  const signal = whenToldToEnd(process.env);
  const toldToEnd = new Promise((resolve) => {
    signal.addEventListener('abort', resolve, { once: true });
  });
  let talking = development;
  const supervisor = createSupervisor({
    say: progress.line,
    onLine: (name, line) => talking && progress.line(`${name} │ ${line}`),
  });
  process.on('exit', () => supervisor.kill());

  const workplace = { root, env: workplaceEnv(root, process.env), signal };
  const broken = supervisor.broken.then((account) => {
    throw new StartProblem([account], 1);
  });
  try {
    const settings = await prepareApp(workplace, { progress, build: !development });
    const parts = { ...workplace, development, settings, supervisor, progress };
    const url = await Promise.race([startProcesses(parts), broken]);
    talking = true;
    progress.line(`\nPlimsoll is at ${url}  (Ctrl-C ends it)\n`);
    process.send?.({ type: 'ready', url });
    await Promise.race([toldToEnd, broken]);
    progress.line('Ending …');
    return 0;
  } catch (error) {
    if (signal.aborted) return 130;
    if (!(error instanceof StartProblem)) throw error;
    if (error.message) progress.line(error.message);
    return error.exitCode;
  } finally {
    await supervisor.stop(STOP_ORDER);
    progress.close();
  }
}
