import { RE2JS } from 're2js';
import { PLAN_LIMITS } from './schema-parts';

/** A user's regular expression. Searching takes time in proportion to the text, whatever the expression is. */
export interface Pattern {
  groups: number;
  /** What a group matched where the expression first matches; group 0 is the whole match. */
  search(text: string, group: number): string | undefined;
}

/** Compiles it by RE2, which knows neither look-around nor back-references. Throws for what it cannot compile. */
export function compilePattern(source: string): Pattern {
  const compiled = RE2JS.compile(source);
  return {
    groups: compiled.groupCount(),
    search(text, group) {
      const matcher = compiled.matcher(text);
      return matcher.find() ? (matcher.group(group) ?? undefined) : undefined;
    },
  };
}

/** Why a regular expression cannot be used on replies; undefined when it can. */
export function patternProblem(source: string, group: number): string | undefined {
  if (source.length > PLAN_LIMITS.patternLength)
    return `must be at most ${PLAN_LIMITS.patternLength} characters.`;
  const pattern = compiledOrNone(source);
  if (pattern === undefined)
    return isJavaScripts(source)
      ? 'has a look-around or back-reference, which can take extremely long. Rewrite it without.'
      : 'must be a regular expression.';
  const { groups } = pattern;
  if (group <= groups) return undefined;
  return groups === 0
    ? 'needs a group in (…) to extract, or "group": 0 for the whole match.'
    : `has only ${groups} ${groups === 1 ? 'group' : 'groups'}.`;
}

function compiledOrNone(source: string): Pattern | undefined {
  try {
    return compilePattern(source);
  } catch {
    return undefined;
  }
}

function isJavaScripts(source: string): boolean {
  try {
    return new RegExp(source) !== undefined;
  } catch {
    return false;
  }
}
