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
