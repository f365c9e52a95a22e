import type { z } from 'zod';

/** JSON as its schema sees it. Throws what JSON.parse or the schema throws. */
export function parseJson<Schema extends z.ZodType>(
  schema: Schema,
  text: string,
): z.output<Schema> {
  return schema.parse(JSON.parse(text));
}

/** Far deeper than any honest document, and far from where whoever walks through it by calling itself breaks down. */
export const MOST_LEVELS = 500;

/** JSON that somebody else has written. Throws a SyntaxError, also where it is nested more than 500 levels deep. */
export function parseForeignJson(text: string): unknown {
  if (isTooDeep(text)) throw new SyntaxError(`It is nested more than ${MOST_LEVELS} levels deep`);
  return JSON.parse(text);
}

const NEW_LINE = 10;
const QUOTE = 34;
const BACKSLASH = 92;

/** Whether a text that may be JSON is nested deeper than is read. */
export function isTooDeep(text: string): boolean {
  return tooDeepLine(text) !== undefined;
}

/** The line, from 1, on which it is. */
export function tooDeepLine(text: string): number | undefined {
  let levels = 0;
  let line = 1;
  let quoted = false;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === NEW_LINE) line++;
    else if (code === QUOTE) quoted = !quoted;
    else if (quoted) at += code === BACKSLASH ? 1 : 0;
    else if (isOpening(code) && ++levels > MOST_LEVELS) return line;
    else if (isClosing(code)) levels--;
  }
  return undefined;
}

// "[" and "{"; "]" and "}".
const isOpening = (code: number) => code === 91 || code === 123;
const isClosing = (code: number) => code === 93 || code === 125;
