import type { MetricType } from './model';

interface ExpositionSample {
  name: string;
  labels: Readonly<Record<string, string>>;
  type: MetricType;
  /** As told: may be NaN or infinite. */
  value: number;
}

export interface Exposition {
  /** In their order. */
  samples: ExpositionSample[];
  malformed: Malformed;
}

/**
 * Reads Prometheus' text format 0.0.4, and of OpenMetrics what it has in common: timestamps and exemplars
 * are passed over. Lines that are malformed are counted, the rest is read. Never throws.
 */
export function parseExposition(text: string): Exposition {
  const types = new FamilyTypes();
  const samples: ExpositionSample[] = [];
  const malformed = scanLines(text, {
    comment: (line) => types.read(line),
    sample(whole, from, to) {
      const head = readHead(whole, from);
      const value =
        head === undefined || head.end > to ? undefined : readValue(whole, head.end, to);
      if (head === undefined || value === undefined) return false;
      const { name, labels } = head;
      samples.push({ name, labels, type: types.typeOf(name), value });
      return true;
    },
  });
  return { samples, malformed };
}

/** Lines that could not be read: how many, and the first few. */
export interface Malformed {
  count: number;
  first: { line: number; text: string }[];
}

/** How lines of a text are taken in; `sample` says whether it could read what stands at `from`. */
export interface LineReader {
  comment(line: string): void;
  sample(text: string, from: number, to: number): boolean;
}

const TOLD = 3;
const TOLD_LENGTH = 120;
const HASH = 35;
const SPACE = 32;
const TAB = 9;
const RETURN = 13;

/** Goes through a text line by line, without cutting it up. Never throws. */
export function scanLines(text: string, reader: LineReader): Malformed {
  const malformed: Malformed = { count: 0, first: [] };
  let line = 0;
  for (let next = 0; next < text.length; ) {
    const newline = text.indexOf('\n', next);
    const end = newline < 0 ? text.length : newline;
    let from = next;
    let to = end;
    next = end + 1;
    line++;
    while (from < to && isBlank(text.charCodeAt(from))) from++;
    while (to > from && isBlank(text.charCodeAt(to - 1))) to--;
    if (from === to) continue;
    if (text.charCodeAt(from) === HASH) {
      reader.comment(text.slice(from, to));
      continue;
    }
    if (reader.sample(text, from, to)) continue;
    malformed.count++;
    if (malformed.first.length < TOLD)
      malformed.first.push({ line, text: text.slice(from, Math.min(to, from + TOLD_LENGTH)) });
  }
  return malformed;
}

function isBlank(code: number): boolean {
  return code === SPACE || code === TAB || code === RETURN;
}

/** What stands before a sample's value, and where it ends in the text. */
export interface Head {
  name: string;
  labels: Readonly<Record<string, string>>;
  end: number;
}

const NAME = /[a-zA-Z_:][a-zA-Z0-9_:]*/y;
const LABEL_NAME = /[a-zA-Z_][a-zA-Z0-9_]*/y;
const BLANKS = /[ \t]*/y;
const QUOTED = /"((?:[^"\\\n]|\\[^\n])*)"/y;
const ESCAPE = /\\(.)/g;

/** Reads `name{label="value",…}` at `from`; undefined where that is not what stands there. */
export function readHead(text: string, from: number): Head | undefined {
  const name = take(NAME, text, from);
  if (name === undefined) return undefined;
  const end = from + name.length;
  const brace = skipBlanks(text, end);
  if (text[brace] !== '{') return { name, labels: {}, end };
  const pairs: [string, string][] = [];
  let at = skipBlanks(text, brace + 1);
  while (text[at] !== '}') {
    const label = take(LABEL_NAME, text, at);
    if (label === undefined) return undefined;
    at = skipBlanks(text, at + label.length);
    if (text[at] !== '=') return undefined;
    at = skipBlanks(text, at + 1);
    const quoted = take(QUOTED, text, at);
    if (quoted === undefined) return undefined;
    pairs.push([label, unescaped(quoted.slice(1, -1))]);
    at = skipBlanks(text, at + quoted.length);
    if (text[at] === ',') at = skipBlanks(text, at + 1);
    else if (text[at] !== '}') return undefined;
  }
  // fromEntries, for a label may be called "__proto__".
  return { name, labels: Object.fromEntries(pairs), end: at + 1 };
}

function take(pattern: RegExp, text: string, at: number): string | undefined {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0];
}

function skipBlanks(text: string, at: number): number {
  return at + (take(BLANKS, text, at)?.length ?? 0);
}

function unescaped(value: string): string {
  if (!value.includes('\\')) return value;
  return value.replace(ESCAPE, (all, escaped: string) => {
    if (escaped === 'n') return '\n';
    return escaped === '"' || escaped === '\\' ? escaped : all;
  });
}

const INFINITE = /^([+-]?)inf(?:inity)?$/i;
const NOT_A_NUMBER = /^[+-]?nan$/i;
const DECIMAL = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i;

/**
 * The value that stands between `from` and `to`, where a line's head has been read. A timestamp and an
 * exemplar may follow it and are passed over. Undefined where it is none; NaN where it says so.
 */
export function readValue(text: string, from: number, to: number): number | undefined {
  const plain = plainNumber(text, from, to);
  return plain ?? readTokens(text, from, to);
}

/** Nearly every line ends with a blank and a decimal: no need to take that apart. */
function plainNumber(text: string, from: number, to: number): number | undefined {
  for (let at = from + 1; at < to; at++) {
    const code = text.charCodeAt(at);
    if ((code < 48 || code > 57) && code !== 46) return undefined;
  }
  if (to - from < 2 || text.charCodeAt(from) !== 32) return undefined;
  const value = Number(text.slice(from + 1, to));
  return Number.isNaN(value) ? undefined : value;
}

function readTokens(text: string, from: number, to: number): number | undefined {
  const [token, rest] = splitToken(text.slice(from, to));
  const value = numberOf(token);
  if (value === undefined || rest === '' || rest.startsWith('#')) return value;
  const [timestamp, exemplar] = splitToken(rest);
  const wellFormed =
    numberOf(timestamp) !== undefined && (exemplar === '' || exemplar.startsWith('#'));
  return wellFormed ? value : undefined;
}

/** The first word, and what follows it. */
function splitToken(text: string): [string, string] {
  const trimmed = text.trim();
  const end = trimmed.search(/[ \t]/);
  return end < 0 ? [trimmed, ''] : [trimmed.slice(0, end), trimmed.slice(end).trimStart()];
}

function numberOf(token: string): number | undefined {
  if (DECIMAL.test(token)) return Number(token);
  const [infinite, sign] = INFINITE.exec(token) ?? [];
  if (infinite !== undefined)
    return sign === '-' ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
  return NOT_A_NUMBER.test(token) ? Number.NaN : undefined;
}

const TYPE_LINE = /^#[ \t]+TYPE[ \t]+([a-zA-Z_:][a-zA-Z0-9_:]*)[ \t]+(\w+)/;
const KNOWN: Readonly<Record<string, MetricType>> = {
  counter: 'counter',
  gauge: 'gauge',
  histogram: 'histogram',
  summary: 'summary',
  // OpenMetrics' own: what they tell goes up and down.
  gaugehistogram: 'gauge',
  info: 'gauge',
  stateset: 'gauge',
};
const SUFFIX = /_(?:bucket|sum|count|total|created|info)$/;

/** The types that # TYPE lines give to families. */
export class FamilyTypes {
  readonly #types = new Map<string, MetricType>();

  /** Takes in a comment line; those that are no # TYPE say nothing. */
  read(comment: string): void {
    const [, family, type = ''] = TYPE_LINE.exec(comment) ?? [];
    if (family === undefined) return;
    this.#types.set(family, (Object.hasOwn(KNOWN, type) ? KNOWN[type] : undefined) ?? 'untyped');
  }

  /** Of the family that a series of this name belongs to; OpenMetrics names counters without "_total". */
  typeOf(name: string): MetricType {
    const own = this.#types.get(name);
    if (own !== undefined) return own;
    const family = this.#types.get(name.replace(SUFFIX, ''));
    // When a family began is an instant, not a count.
    if (family !== undefined && name.endsWith('_created')) return 'gauge';
    return family ?? 'untyped';
  }
}
