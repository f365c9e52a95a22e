import { type ParseError, parse, printParseErrorCode } from 'jsonc-parser';
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
  /** What is wrong there, a sentence's end: "has an extra comma.". */
  message: string;
}

/** Where a text stops being JSON, and why; undefined when it is JSON. Engines' own messages differ. */
export function jsonFault(text: string): JsonFault | undefined {
  try {
    JSON.parse(text);
    return undefined;
  } catch {
    return faultIn(text);
  }
}

function faultIn(text: string): JsonFault {
  const errors: ParseError[] = [];
  try {
    parse(text, errors, { disallowComments: true });
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return { line: 1, column: 1, message: 'is nested too deeply to be read.' };
  }
  const [first] = errors;
  if (first === undefined) return { line: 1, column: 1, message: 'is not JSON.' };
  return { ...placeOf(text, first.offset), message: messageOf(first, text) };
}

function messageOf({ error, offset }: ParseError, text: string): string {
  const char = text[offset] ?? '';
  const code = printParseErrorCode(error);
  if (char === "'") return 'has a single quote. JSON strings need double quotes.';
  switch (code) {
    case 'InvalidCommentToken':
    case 'UnexpectedEndOfComment':
      return 'has a comment. JSON does not allow comments.';
    case 'UnexpectedEndOfString':
    case 'InvalidCharacter':
    case 'InvalidEscapeCharacter':
    case 'InvalidUnicode':
      return 'has an unterminated string or an invalid escape sequence.';
  }
  if (/[}\]]/.test(char) && /,\s*$/.test(text.slice(0, offset)))
    return `has an extra comma before ${char}.`;
  const word = wordAt(text, offset);
  if (/^[A-Za-z_$]/.test(word) && /^\s*:/.test(text.slice(offset + word.length)))
    return 'has a name without double quotes.';
  const expected = EXPECTED[code] ?? 'a value';
  if (char === '') return `ends before ${expected}.`;
  return `has ${JSON.stringify(word)} where ${expected} was expected.`;
}

const EXPECTED: Record<string, string> = {
  PropertyNameExpected: 'a name in double quotes',
  ColonExpected: 'a colon',
  CommaExpected: 'a comma',
  CloseBraceExpected: 'a comma or }',
  CloseBracketExpected: 'a comma or ]',
  EndOfFileExpected: 'the end',
};

function wordAt(text: string, offset: number): string {
  const word = /[\w.+-]{1,30}/y;
  word.lastIndex = offset;
  return word.exec(text)?.[0] ?? String.fromCodePoint(text.codePointAt(offset) ?? 0);
}

function placeOf(text: string, offset: number): { line: number; column: number } {
  const before = text.slice(0, offset);
  return { line: before.split('\n').length, column: offset - before.lastIndexOf('\n') };
}
