/** What a pick chooses from: bare words that spell a JSON number, true, false or null are that. */
type Pick = string | number | boolean | null;

/** A piece of a template: plain text, a value that a reply gave, or seeded random data. */
export type TemplatePart =
  | { kind: 'text'; text: string }
  | { kind: 'value'; name: string }
  | { kind: 'secret'; name: string }
  | { kind: 'int'; min: number; max: number }
  | { kind: 'pick'; picks: readonly Pick[] }
  | { kind: 'uuid' }
  | { kind: 'string'; length: number }
  | { kind: 'counter' }
  | { kind: 'user' };

export interface Template {
  parts: TemplatePart[];
  /** What is wrong with it, each a sentence's end: "has {{ without }}.". */
  problems: string[];
}

export const NAME = /^[A-Za-z_][A-Za-z0-9_-]*$/;
/** Words that cannot be the name of an extracted value. */
export const RESERVED_NAMES: readonly string[] = ['counter', 'user', 'random'];

const MAX_STRING = 10_000;
const FUNCTIONS =
  'random.int, random.pick, random.uuid, random.string, counter, user and secret.NAME';
const SECRET = 'secret.';

/** Reads `text {{jobId}} {{random.int 1 100}}`. `\{{` stands for two braces. Never throws. */
export function parseTemplate(text: string): Template {
  const parts: TemplatePart[] = [];
  const problems: string[] = [];
  let plain = '';
  let at = 0;
  for (;;) {
    const open = text.indexOf('{{', at);
    if (open < 0) break;
    if (open > at && text[open - 1] === '\\') {
      plain += `${text.slice(at, open - 1)}{{`;
      at = open + 2;
      continue;
    }
    const close = text.indexOf('}}', open + 2);
    if (close < 0) {
      problems.push('has {{ without }}. Write \\{{ for two literal braces.');
      break;
    }
    plain += text.slice(at, open);
    const part = parseCall(text.slice(open + 2, close));
    if (typeof part === 'string') problems.push(`has {{${text.slice(open + 2, close)}}}: ${part}`);
    else {
      if (plain !== '') parts.push({ kind: 'text', text: plain });
      plain = '';
      parts.push(part);
    }
    at = close + 2;
  }
  plain += text.slice(at);
  if (plain !== '') parts.push({ kind: 'text', text: plain });
  return { parts, problems };
}

/** The text as a template that renders to it. */
export function escapeTemplate(text: string): string {
  return text.replaceAll('{{', '\\{{');
}

/** A part, or what is wrong with it. */
function parseCall(inside: string): TemplatePart | string {
  const words = templateTokens(inside);
  if (words === undefined) return 'unterminated quotes.';
  const [name, ...args] = words;
  if (name === undefined) return 'the template is empty.';
  switch (name.text) {
    case 'counter':
    case 'user':
      return args.length > 0 ? `${name.text} takes no arguments.` : { kind: name.text };
    case 'random.uuid':
      return args.length > 0 ? 'random.uuid takes no arguments.' : { kind: 'uuid' };
    case 'random.int':
      return randomInt(args.map((arg) => Number(arg.text)));
    case 'random.string':
      return randomString(args.map((arg) => Number(arg.text)));
    case 'random.pick':
      return args.length === 0
        ? 'random.pick needs at least one value, as in {{random.pick a b}}.'
        : { kind: 'pick', picks: args.map((arg) => (arg.quoted ? arg.text : pickOf(arg.text))) };
  }
  if (name.text.startsWith(SECRET)) return secret(name.text.slice(SECRET.length), args.length);
  if (!NAME.test(name.text))
    return `"${name.text}" is unknown. Available: ${FUNCTIONS}, and the names that requests extract.`;
  return args.length > 0
    ? `"${name.text}" is a value and takes no arguments.`
    : { kind: 'value', name: name.text };
}

function secret(name: string, args: number): TemplatePart | string {
  if (args > 0) return `secret.${name} takes no arguments.`;
  return NAME.test(name)
    ? { kind: 'secret', name }
    : 'a secret’s name starts with a letter and has letters, digits, _ and - only.';
}

function randomInt([min, max, ...rest]: number[]): TemplatePart | string {
  if (!Number.isSafeInteger(min) || !Number.isSafeInteger(max) || rest.length > 0)
    return 'random.int needs two whole numbers, as in {{random.int 1 100}}.';
  if (min === undefined || max === undefined || min > max)
    return 'random.int needs the smaller number first.';
  return { kind: 'int', min, max };
}

function randomString([length, ...rest]: number[]): TemplatePart | string {
  if (length === undefined || !Number.isInteger(length) || length < 1 || length > MAX_STRING)
    return `random.string needs a length from 1 to ${MAX_STRING.toLocaleString('en')}.`;
  return rest.length > 0 ? 'random.string needs one length.' : { kind: 'string', length };
}

function pickOf(word: string): Pick {
  if (word === 'true' || word === 'false') return word === 'true';
  if (word === 'null') return null;
  return /^-?(0|[1-9]\d{0,14})(\.\d{1,15})?$/.test(word) ? Number(word) : word;
}

interface TemplateWord {
  text: string;
  quoted: boolean;
}

const WORD = /\s*(?:"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)'|([^\s"']\S*))/y;

/** The words between a template's braces; quotes keep spaces together. Undefined: a quote is open. */
function templateTokens(text: string): TemplateWord[] | undefined {
  const words: TemplateWord[] = [];
  const rest = text.trimEnd();
  WORD.lastIndex = 0;
  while (WORD.lastIndex < rest.length) {
    const match = WORD.exec(rest);
    if (match === null) return undefined;
    const quoted = match[1] ?? match[2];
    words.push(
      quoted === undefined
        ? { text: match[3] ?? '', quoted: false }
        : { text: quoted.replace(/\\(.)/gs, '$1'), quoted: true },
    );
  }
  return words;
}
