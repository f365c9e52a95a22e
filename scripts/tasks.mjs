import { stripVTControlCharacters } from 'node:util';

const FRAMES = ['⠋', '⠙', '⠹', '⠸', '⠼', '⠴', '⠦', '⠧', '⠇', '⠏'];
const STILL_EVERY_MS = 30_000;
const SHOWN_LINES = 60;

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
 * @typedef {object} Step
 * @property {(text: string) => void} note shown behind the step, until the next one
 * @property {(outcome: 'passed' | 'failed') => void} end
 *
 * @typedef {{ begin(title: string): Step }} Steps what runTasks needs of a Progress
 * @typedef {ReturnType<typeof createProgress>} Progress
 */

/**
 * Runs tasks in list order as their needs allow, `atOnce` at a time; never throws.
 * @param {Task[]} tasks names in `needs` and `after` that no task has are ignored
 * @param {object} options
 * @param {number} options.atOnce
 * @param {Steps} options.progress
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

/**
 * What became of a task that has not passed, with the end of what its command printed.
 * @param {string} name
 * @param {Outcome} outcome
 */
export function describeFailure(name, outcome) {
  if (outcome.status === 'passed') return '';
  if (outcome.status === 'not-run') return `${name} was not run, because of ${outcome.because}.`;
  const lines = (outcome.error.output ?? '').trim().split('\n');
  const left = lines.length - SHOWN_LINES;
  return [
    `${name} failed: ${outcome.error.message}`,
    ...(left > 0 ? [`  (${left} lines before these)`] : []),
    ...lines
      .slice(-SHOWN_LINES)
      .filter(Boolean)
      .map((line) => `  ${line}`),
  ].join('\n');
}

/**
 * Shows the steps under way: on a terminal one live line and a line for each step ended; elsewhere plain
 * lines, with a sign of life every 30 seconds.
 * @param {{ write(text: string): unknown, isTTY?: boolean, columns?: number }} stream
 * @param {{ now?: () => number, colour?: boolean }} [options]
 */
export function createProgress(stream, { now = Date.now, colour = stream.isTTY === true } = {}) {
  const live = stream.isTTY === true;
  const steps = new Set();
  const ended = [];
  let frame = 0;
  let timer;

  const paint = (code, text) => (colour ? `\u001b[${code}m${text}\u001b[0m` : text);
  const clear = () => live && steps.size > 0 && stream.write('\r\u001b[K');
  const draw = () => {
    if (!live || steps.size === 0) return;
    const text = [...steps].map((step) => `${step.title} ${seconds(now() - step.startedAt)}`);
    const note = [...steps].map((step) => step.note).find(Boolean);
    const line = `${text.join(' · ')}${note ? `  ${note}` : ''}`;
    const room = (stream.columns || 80) - 4;
    stream.write(`\r\u001b[K${FRAMES[frame++ % FRAMES.length]} ${line.slice(0, room)}`);
  };
  const tick = () => {
    if (live) return draw();
    for (const step of steps) {
      if (now() - step.saidAt < STILL_EVERY_MS) continue;
      step.saidAt = now();
      stream.write(`  … ${step.title}, ${seconds(now() - step.startedAt)} so far\n`);
    }
  };

  const line = (text) => {
    clear();
    stream.write(`${text}\n`);
    draw();
  };

  return {
    /** Prints a line above the live one. */
    line,
    /** @param {string} title */
    begin(title) {
      const step = { title, startedAt: now(), saidAt: now(), note: '' };
      steps.add(step);
      timer ??= setInterval(tick, live ? 100 : 1_000).unref();
      if (live) draw();
      else stream.write(`· ${title}\n`);
      return {
        note(text) {
          step.note = stripVTControlCharacters(text).trim();
        },
        /** @param {'passed' | 'failed'} outcome */
        end(outcome) {
          clear();
          steps.delete(step);
          const mark = outcome === 'passed' ? paint(32, '✓') : paint(31, '✗');
          const took = seconds(now() - step.startedAt);
          ended.push(`${took.padStart(7)}  ${title}`);
          stream.write(`${mark} ${title} ${paint(2, `(${took})`)}\n`);
          draw();
        },
      };
    },
    /** How long each step took, in the order of ending. */
    times: () => [...ended],
    /** Takes the live line away, for good. */
    close() {
      clear();
      steps.clear();
      clearInterval(timer);
    },
  };
}

function seconds(ms) {
  return ms < 10_000 ? `${(ms / 1000).toFixed(1)} s` : `${Math.round(ms / 1000)} s`;
}
