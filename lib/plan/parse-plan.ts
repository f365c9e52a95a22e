import { PlimsollError } from '@/lib/core/errors';
import { problemsOf } from '@/lib/core/problems';
import { type LoadPlan, planSchema } from './load-plan';

/** The plan in `input`, or a PlimsollError `invalid-input` that lists every problem at once. */
export function parsePlan(input: unknown): LoadPlan {
  const parsed = planSchema.safeParse(input);
  if (parsed.success) return parsed.data;
  throw new PlimsollError('invalid-input', 'The plan is not valid.', problemsOf(parsed.error));
}

/**
 * A plan's JSON as a value, to be checked next. Throws `invalid-input` with the line and column where
 * the text stops being JSON; `what` is what the message calls it, such as the file's name.
 */
export function parsePlanText(text: string, what = 'The plan'): unknown {
  try {
    return withoutSchemaField(JSON.parse(text.replace(/^\ufeff/, '')));
  } catch {
    const fault = jsonFault(text.replace(/^\ufeff/, ''));
    throw new PlimsollError('invalid-input', `${what} is not valid JSON.`, [
      {
        path: fault === undefined ? '' : `line ${fault.line}, column ${fault.column}`,
        message: fault?.message ?? 'could not be parsed.',
      },
    ]);
  }
}

/** A plan file may say which JSON Schema it follows, for editors; that is no part of the plan. */
export function withoutSchemaField(plan: unknown): unknown {
  if (typeof plan !== 'object' || plan === null || !('$schema' in plan)) return plan;
  const { $schema: _schema, ...rest } = plan;
  return rest;
}

export interface JsonFault {
  /** Both from 1. */
  line: number;
  column: number;
  /** What is wrong there, a sentence's end: "has a comma too many.". */
  message: string;
}

type Wanted = 'value' | 'value or ]' | 'name' | 'name or }' | 'colon' | 'comma or end' | 'nothing';

const SPACE = /[ \t\n\r]*/y;
// What may stand in a text: everything from the space on, but quotes and backslashes.
const TEXT = /"[ !#-[\]-\u{10ffff}]*(?:\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})[ !#-[\]-\u{10ffff}]*)*"/uy;
const OTHER_VALUE = /(?:true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?)(?![\w.+-])/y;

/** Where a text stops being JSON, and why; undefined when it is JSON. Engines' own messages differ. */
export function jsonFault(text: string): JsonFault | undefined {
  const open: ('{' | '[')[] = [];
  let wanted: Wanted = 'value';
  let at = 0;
  const take = (pattern: RegExp) => {
    pattern.lastIndex = at;
    if (!pattern.test(text)) return false;
    at = pattern.lastIndex;
    return true;
  };
  const afterValue = (): Wanted => (open.length === 0 ? 'nothing' : 'comma or end');
  const fault = (message: string, offset = at) => ({ ...placeOf(text, offset), message });

  for (;;) {
    take(SPACE);
    const char = text[at];
    if (char === undefined)
      return wanted === 'nothing'
        ? undefined
        : fault(`ends before ${expectedToken(wanted, open.at(-1))}.`);
    const closes = (char === '}' && open.at(-1) === '{') || (char === ']' && open.at(-1) === '[');
    if (
      closes &&
      (wanted === 'comma or end' || wanted === 'name or }' || wanted === 'value or ]')
    ) {
      open.pop();
      at += 1;
      wanted = afterValue();
    } else if (closes && (wanted === 'name' || wanted === 'value')) {
      return fault(`has an extra comma before ${char}.`);
    } else if (wanted === 'comma or end' && char === ',') {
      at += 1;
      wanted = open.at(-1) === '{' ? 'name' : 'value';
    } else if (wanted === 'colon' && char === ':') {
      at += 1;
      wanted = 'value';
    } else if ((wanted === 'name' || wanted === 'name or }') && take(TEXT)) {
      wanted = 'colon';
    } else if ((wanted === 'value' || wanted === 'value or ]') && (char === '{' || char === '[')) {
      open.push(char);
      at += 1;
      wanted = char === '{' ? 'name or }' : 'value or ]';
    } else if (
      (wanted === 'value' || wanted === 'value or ]') &&
      (take(TEXT) || take(OTHER_VALUE))
    ) {
      wanted = afterValue();
    } else return fault(faultAt(text, at, wanted, open.at(-1)));
  }
}

function faultAt(text: string, at: number, wanted: Wanted, open: string | undefined): string {
  const char = text[at] ?? '';
  if (char === '/' && /[/*]/.test(text[at + 1] ?? ''))
    return 'has a comment. JSON does not allow comments.';
  if (char === "'") return 'has a single quote. JSON strings need double quotes.';
  if (char === '"' && wanted !== 'comma or end' && wanted !== 'colon' && wanted !== 'nothing')
    return 'has an unterminated string or an invalid escape sequence.';
  const named = wanted === 'name' || wanted === 'name or }';
  if (named && /[A-Za-z_$]/.test(char)) return 'has a name without double quotes.';
  const found = /[\w.+-]+/y;
  found.lastIndex = at;
  const word =
    found.exec(text)?.[0].slice(0, 30) ?? String.fromCodePoint(text.codePointAt(at) ?? 0);
  return `has ${JSON.stringify(word)} where ${expectedToken(wanted, open)} was expected.`;
}

function expectedToken(wanted: Wanted, open: string | undefined): string {
  switch (wanted) {
    case 'value':
    case 'value or ]':
      return 'a value';
    case 'name':
    case 'name or }':
      return 'a name in double quotes';
    case 'colon':
      return 'a colon';
    case 'comma or end':
      return open === '{' ? 'a comma or }' : 'a comma or ]';
    case 'nothing':
      return 'the end';
  }
}

function placeOf(text: string, offset: number): { line: number; column: number } {
  const before = text.slice(0, offset);
  return { line: before.split('\n').length, column: offset - before.lastIndexOf('\n') };
}
