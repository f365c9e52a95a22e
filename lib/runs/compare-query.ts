import { REPORTED_RUNS } from '@/lib/plan/reported-runs';

export const MOST_SIDES = 5;
const LEAST_SIDES = 2;

/** What a comparison's address asks for: "?runs=12,15,reported-moderate&base=12&margin=5". */
export interface CompareQuery {
  /** Numbers of runs as text, or keys of reported ones; 2 to 5, each once. */
  keys: string[];
  /** The one that the others are compared with. */
  reference: string;
  /** Changes within this share do not matter. */
  margin: number;
  /** What of the address could not be used, in sentences. */
  problems: string[];
}

const DEFAULT_MARGIN_PERCENT = 5;

/** Reads a comparison's address; undefined where it names fewer than two runs, with what is wrong. */
export function compareQuery(params: URLSearchParams): CompareQuery {
  const problems: string[] = [];
  const asked = (params.get('runs') ?? '')
    .split(',')
    .map((key) => key.trim())
    .filter(Boolean);
  const known = [...new Set(asked)].filter((key) => {
    if (/^[1-9]\d{0,8}$/.test(key) || REPORTED_RUNS.some((run) => run.key === key)) return true;
    problems.push(`"${key}" is not the number of a run.`);
    return false;
  });
  const keys = known.slice(0, MOST_SIDES);
  if (known.length > MOST_SIDES)
    problems.push(`At most ${MOST_SIDES} runs are compared; these are the first.`);
  if (asked.length > 0 && keys.length < LEAST_SIDES)
    problems.push('A comparison needs at least two runs.');
  const base = params.get('base') ?? '';
  if (base !== '' && !keys.includes(base))
    problems.push(`"${base}" is not among the compared runs.`);
  return {
    keys,
    reference: keys.includes(base) ? base : (keys[0] ?? ''),
    margin: marginOf(params.get('margin'), problems),
    problems,
  };
}

function marginOf(text: string | null, problems: string[]): number {
  if (text === null || text.trim() === '') return DEFAULT_MARGIN_PERCENT / 100;
  const percent = Number(text.replace(/\s*%$/, ''));
  if (percent > 0 && percent <= 100) return percent / 100;
  problems.push(`The margin "${text}" is not a percentage above 0 and at most 100.`);
  return DEFAULT_MARGIN_PERCENT / 100;
}
