import { PLAN_LIMITS } from './plan-limits';

/** Why a regular expression cannot be used on replies; undefined when it can. */
export function patternProblem(pattern: string, group: number): string | undefined {
  if (pattern.length > PLAN_LIMITS.patternLength)
    return `must be at most ${PLAN_LIMITS.patternLength} characters.`;
  const groups = groupsOf(pattern);
  if (groups === undefined) return 'must be a regular expression.';
  if (group > groups)
    return groups === 0
      ? 'needs a group in (…): that is what is taken; or "group": 0 for all of it.'
      : `has only ${groups} ${groups === 1 ? 'group' : 'groups'}.`;
  if (repeatsARepetition(pattern))
    return 'repeats what is itself repeated, as in (a+)+, which can take for ever; write it without.';
  return undefined;
}

function groupsOf(pattern: string): number | undefined {
  try {
    // With an empty alternative it matches anything, and tells how many groups there are.
    return (new RegExp(`${pattern}|`).exec('')?.length ?? 1) - 1;
  } catch {
    return undefined;
  }
}

/** Whether a group without bounds on its repetition contains another: the classic exponential case. */
function repeatsARepetition(pattern: string): boolean {
  // Escapes and character classes cannot hold quantifiers.
  const bare = pattern.replace(/\\./gs, 'x').replace(/\[[^\]]*\]/g, 'x');
  const repeats: boolean[] = [];
  for (let at = 0; at < bare.length; at++) {
    const unbounded = /^(?:[*+]|\{\d+,\})/.test(bare.slice(at + 1, at + 12));
    if (bare[at] === '(') repeats.push(false);
    else if (bare[at] === ')') {
      const inner = repeats.pop() ?? false;
      if (inner && unbounded) return true;
      if ((inner || unbounded) && repeats.length > 0) repeats[repeats.length - 1] = true;
    } else if (unbounded && repeats.length > 0) repeats[repeats.length - 1] = true;
  }
  return false;
}
