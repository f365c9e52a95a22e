/**
 * @typedef {object} Task
 * @property {string} name
 * @property {string} [title] what it is doing, for the progress line; the name when absent
 * @property {string[]} [needs] tasks that must have passed; when one has not, this is not run
 * @property {string[]} [after] tasks that must have ended, however
 * @property {() => boolean | Promise<boolean>} [needed] false: there is nothing to do
 * @property {(note: (text: string) => void) => unknown} run throws when it fails; may be async
 *
 * @typedef {{ status: 'passed', value: unknown, idle: boolean }
 *   | { status: 'failed', error: Error }
 *   | { status: 'not-run', because: string }} Outcome
 *
 * @typedef {object} Progress
 * @property {(title: string) => { note(text: string): void, end(outcome: 'passed' | 'failed'): void }} begin
 */

/**
 * Runs tasks in list order as their needs allow, `atOnce` at a time; never throws.
 * @param {Task[]} tasks names in `needs` and `after` that no task has are ignored
 * @param {object} options
 * @param {number} options.atOnce
 * @param {Progress} options.progress
 * @param {(name: string, outcome: Outcome) => void} [options.onFailure] told at once; given, no more are begun
 * @returns {Promise<Map<string, Outcome>>} in the order of ending
 */
export async function runTasks(tasks, { atOnce, progress, onFailure }) {
  /** @type {Map<string, Outcome>} */
  const outcomes = new Map();
  const names = new Set(tasks.map((task) => task.name));
  const waiting = [...tasks];
  const running = new Map();

  const ended = (name) => !names.has(name) || outcomes.has(name);
  const isReady = ({ needs = [], after = [] }) => [...needs, ...after].every(ended);
  let stopping = false;

  for (;;) {
    const next = waiting.findIndex(isReady);
    if (next >= 0 && (running.size < atOnce || stopping)) {
      const [task] = waiting.splice(next, 1);
      const obstacle = stopping ? 'an earlier step' : missingNeed(task, outcomes);
      if (obstacle) outcomes.set(task.name, { status: 'not-run', because: obstacle });
      else
        running.set(
          task.name,
          runTask(task, progress).then((outcome) => {
            outcomes.set(task.name, outcome);
            running.delete(task.name);
            if (outcome.status !== 'failed' || !onFailure) return;
            stopping = true;
            onFailure(task.name, outcome);
          }),
        );
    } else if (running.size > 0) await Promise.race(running.values());
    else break;
  }
  for (const { name } of waiting)
    outcomes.set(name, { status: 'not-run', because: 'a circle of needs' });
  return outcomes;
}

function missingNeed({ needs = [] }, outcomes) {
  return needs.find((name) => outcomes.has(name) && outcomes.get(name).status !== 'passed');
}

async function runTask(task, progress) {
  try {
    if (task.needed && !(await task.needed()))
      return { status: 'passed', value: undefined, idle: true };
  } catch (error) {
    return { status: 'failed', error: asError(error) };
  }
  const line = progress.begin(task.title ?? task.name);
  try {
    const value = await task.run(line.note);
    line.end('passed');
    return { status: 'passed', value, idle: false };
  } catch (error) {
    line.end('failed');
    return { status: 'failed', error: asError(error) };
  }
}

function asError(error) {
  return error instanceof Error ? error : new Error(String(error));
}
