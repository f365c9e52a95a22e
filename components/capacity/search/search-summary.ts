import type { SearchCost, SearchListItem, SearchStepView, SearchView } from '@/lib/capacity/model';
import { span } from '@/lib/core/duration';
import { count, MISSING, plural, rate, textOf } from '@/lib/core/number';
import { levelLabel } from '@/lib/plan/labels';

export const REASON_LABELS: Record<SearchStepView['reason'], string> = {
  first: 'initial',
  up: 'increase',
  down: 'decrease',
  guess: 'throughput estimate',
  beside: 'adjacent',
  between: 'bisection',
  repeat: 'repeat',
};

/** What a search has found, or how far it is. */
export function searchAnswer({ status, result, unit }: SearchListItem): string {
  if (result === undefined) return status === 'running' ? 'searching' : MISSING;
  const { safeLoad, breaksAt } = result;
  if (safeLoad === undefined) return 'none met';
  if (breaksAt === undefined) return `above ${levelLabel(safeLoad, unit)}`;
  return levelLabel(safeLoad, unit);
}

/** The answer of a search in sentences, with what broke first. */
export function searchSummary(search: SearchView): string {
  const { status, result, unit, profile, target, failureReason, steps, brokeFirst } = search;
  if (status === 'queued') return 'Queued. It starts when a worker is free.';
  if (status === 'running') return progressSummary(steps, unit);
  if (failureReason !== undefined) return failureReason;
  if (result === undefined)
    return `Stopped after ${plural(steps.length, 'step')}. No safe load was found.`;
  const { safeLoad, breaksAt, confirmed, why } = result;
  if (safeLoad === undefined)
    return `Even the lowest load did not meet ${profile}: ${brokeFirst?.result?.broke ?? ''}`;
  const answered =
    search.safeThroughput === undefined || unit !== 'users'
      ? ''
      : ` at ${textOf(rate(search.safeThroughput))}`;
  if (breaksAt === undefined)
    return `${target} met ${profile} up to ${levelLabel(safeLoad, unit)}${answered}, the search’s upper limit. The safe load is higher.`;
  const evidence = confirmed
    ? 'Both edges were confirmed by a repeat.'
    : why === 'out-of-steps'
      ? 'The step limit was reached before both edges were confirmed.'
      : 'The edges were measured once.';
  const broke = brokeFirst?.result?.broke;
  return [
    `${target} safely carries ${levelLabel(safeLoad, unit)}${answered} within ${profile}; ${levelLabel(breaksAt, unit)} did not meet it. ${evidence}`,
    ...(broke === undefined ? [] : [`First objective to fail: ${broke}`]),
  ].join(' ');
}

function progressSummary(steps: readonly SearchStepView[], unit: SearchView['unit']): string {
  const held = steps.filter(({ result }) => result?.holds === true).map(({ load }) => load);
  const broke = steps.filter(({ result }) => result?.holds === false).map(({ load }) => load);
  const now = steps.at(-1);
  const doing =
    now === undefined
      ? 'Checking the target before sending load.'
      : now.status === 'draining'
        ? `Step ${now.number} (${levelLabel(now.load, unit)}) ${stepOutcome(now)}; waiting for the target to recover.`
        : now.result === undefined
          ? `Step ${now.number}: measuring ${levelLabel(now.load, unit)}.`
          : '';
  const [low, high] = [Math.max(0, ...held), Math.min(...broke)];
  if (held.length === 0 && broke.length === 0) return doing;
  const between =
    broke.length === 0
      ? `The safe load is above ${levelLabel(low, unit)}.`
      : `The safe load is between ${count(low)} and ${levelLabel(high, unit)}.`;
  return `${between} ${doing}`.trim();
}

function stepOutcome({ result, trouble }: SearchStepView): string {
  if (trouble !== undefined) return 'was invalid and is repeated';
  return result?.holds ? 'met the objectives' : 'violated the objectives';
}

/** "9 steps, 1 min 31 s, 10,306 requests". */
export function costLabel({ steps, ms, requests }: SearchCost): string {
  const asked = requests === undefined ? '' : `, ${count(requests)} requests`;
  return `${plural(steps, 'step')}, ${span(ms)}${asked}`;
}
