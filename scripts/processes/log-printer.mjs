import { createProgress } from '../tasks.mjs';

// What npm start and its processes say: as text for a terminal, or (PLIMSOLL_LOG_FORMAT=json) one JSON object a line.

/**
 * @typedef {object} LogPrinter
 * @property {(text: string) => void} line of the supervisor's own
 * @property {(title: string) => { note(text: string): void, end(outcome: 'passed' | 'failed'): void }} begin
 * @property {() => void} close
 * @property {(process: string, line: string) => void} said a line of a process's
 */

/**
 * @param {NodeJS.WritableStream & { isTTY?: boolean, columns?: number }} stream
 * @param {string | undefined} format "json", or anything else for text
 * @param {() => Date} [now]
 * @returns {LogPrinter}
 */
export function createLogPrinter(stream, format, now = () => new Date()) {
  return format === 'json' ? jsonPrinter(stream, now) : textPrinter(stream);
}

function textPrinter(stream) {
  const progress = createProgress(stream);
  return {
    ...progress,
    said: (name, line) => progress.line(`${name} │ ${textOf(line)}`),
  };
}

/** A line of a log as a person reads it; any other line as it is. */
function textOf(line) {
  const record = recordIn(line);
  if (record === undefined) return line;
  const { time, level, process: _, message, error, ...details } = record;
  const about = Object.entries(details).map(([name, value]) => `${name} ${value}`);
  const what = [...about, message].join(' ');
  const failure = error && `: ${error.stack ?? error.message}`;
  return `${String(time).slice(11, 19)} ${level === 'info' ? '' : `${level} `}${what}${failure ?? ''}`;
}

/** After so long a line that began elsewhere has no more lines to come. */
const MORE_WITHIN_MS = 50;

function jsonPrinter(stream, now) {
  const print = (record) =>
    stream.write(`${JSON.stringify({ time: now().toISOString(), ...record })}\n`);
  /** What libraries print over several lines, such as stacks, becomes one record. */
  const open = new Map();
  const flush = (name) => {
    const text = open.get(name);
    if (text === undefined) return;
    clearTimeout(text.timer);
    open.delete(name);
    const [message, ...stack] = text.lines;
    const level = stack.length > 0 || /^\w*Error\b/.test(message) ? 'error' : 'info';
    print({ level, process: name, message, ...(stack.length > 0 && { stack: stack.join('\n') }) });
  };
  const line = (text) => {
    for (const part of text.split('\n'))
      if (part.trim() !== '') print({ level: 'info', process: 'supervisor', message: part.trim() });
  };
  return {
    line,
    begin(title) {
      line(title);
      return { note() {}, end: (outcome) => line(`${title}: ${outcome}`) };
    },
    close() {
      for (const name of [...open.keys()]) flush(name);
    },
    said(name, text) {
      const record = recordIn(text);
      const known = open.get(name);
      if (record === undefined && known !== undefined && /^(\s|[})\]])/.test(text)) {
        known.lines.push(text);
        return;
      }
      flush(name);
      if (record !== undefined) print({ ...record, process: record.process ?? name });
      else if (text.trim() !== '')
        open.set(name, { lines: [text], timer: setTimeout(() => flush(name), MORE_WITHIN_MS) });
    },
  };
}

function recordIn(line) {
  if (!line.startsWith('{"')) return undefined;
  try {
    const record = JSON.parse(line);
    return typeof record.message === 'string' ? record : undefined;
  } catch {
    return undefined;
  }
}
