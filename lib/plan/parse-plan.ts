import { type ParseError, parse, printParseErrorCode } from 'jsonc-parser';
import { z } from 'zod';
import { PlimsollError } from '@/lib/core/errors';
import { isTooDeep, parseForeignJson } from '@/lib/core/parse-json';
import { problemsOf } from '@/lib/core/problems';
import { type LoadPlan, planSchema } from './load-plan';
import { patternProblem } from './pattern';

/** A plan that is newly written: its expressions are RE2's, which those of older, stored plans need not be. */
export const newPlanSchema = planSchema.superRefine(
  (plan, context) => {
    for (const { path, source, group } of patternsIn(plan)) {
      const message = patternProblem(source, group);
      if (message !== undefined) context.addIssue({ code: 'custom', path, message });
    }
  },
  // Looked at even when other fields are amiss: every problem is listed at once.
  { when: ({ value }) => typeof value === 'object' && value !== null },
);

const extracting = z.object({ extract: z.record(z.string(), z.unknown()) });
const pattern = z.object({ regex: z.string(), group: z.number().default(1) });

/** The regular expressions of a plan that may have other problems too. */
function patternsIn({ requests }: { requests?: unknown }) {
  return (Array.isArray(requests) ? requests : []).flatMap((request: unknown, at) =>
    Object.entries(extracting.safeParse(request).data?.extract ?? {}).flatMap(([name, spec]) => {
      const found = pattern.safeParse(spec).data;
      if (found === undefined) return [];
      const path = ['requests', at, 'extract', name, 'regex'];
      return [{ path, source: found.regex, group: found.group }];
    }),
  );
}

/** The plan in `input`, or a PlimsollError `invalid-input` that lists every problem at once. */
export function parsePlan(input: unknown): LoadPlan {
  const parsed = newPlanSchema.safeParse(input);
  if (parsed.success) return parsed.data;
  throw new PlimsollError('invalid-input', 'The plan is not valid.', problemsOf(parsed.error));
}

/**
 * A plan's JSON as a value, to be checked next. Throws `invalid-input` with the line and column where
 * the text stops being JSON; `what` is what the message calls it, such as the file's name.
 */
export function parsePlanText(text: string, what = 'The plan'): unknown {
  try {
    return withoutSchemaField(parseForeignJson(text.replace(/^\ufeff/, '')));
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
    parseForeignJson(text);
    return undefined;
  } catch {
    return faultIn(text);
  }
}

function faultIn(text: string): JsonFault {
  // The parser that names places calls itself for each level.
  if (isTooDeep(text)) return { line: 1, column: 1, message: 'is nested too deeply to be read.' };
  const errors: ParseError[] = [];
  parse(text, errors, { disallowComments: true });
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
