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

export function skipBlanks(text: string, at: number): number {
  return at + (take(BLANKS, text, at)?.length ?? 0);
}

function unescaped(value: string): string {
  if (!value.includes('\\')) return value;
  return value.replace(ESCAPE, (all, escaped: string) => {
    if (escaped === 'n') return '\n';
    return escaped === '"' || escaped === '\\' ? escaped : all;
  });
}
