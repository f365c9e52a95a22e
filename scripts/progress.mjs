import { stripVTControlCharacters } from 'node:util';

const FRAMES = ['⠋', '⠙', '⠹', '⠸', '⠼', '⠴', '⠦', '⠧', '⠇', '⠏'];
const STILL_EVERY_MS = 30_000;

/**
 * Shows the steps under way: on a terminal one live line and a line for each step ended; elsewhere plain
 * lines, with a sign of life every 30 seconds.
 * @param {{ write(text: string): unknown, isTTY?: boolean, columns?: number }} stream
 * @param {{ now?: () => number, colour?: boolean }} [options]
 */
export function createProgress(stream, { now = Date.now, colour = stream.isTTY === true } = {}) {
  const live = stream.isTTY === true;
  const steps = new Set();
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
          stream.write(`${mark} ${title} ${paint(2, `(${seconds(now() - step.startedAt)})`)}\n`);
          draw();
        },
      };
    },
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
