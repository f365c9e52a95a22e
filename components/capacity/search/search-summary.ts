import type { SearchCost, SearchListItem, SearchStepView, SearchView } from '@/lib/capacity/model';
import { span } from '@/lib/core/duration';
import { count, rate, textOf } from '@/lib/core/number';
import { levelLabel } from '@/lib/plan/labels';

export const REASON_LABELS: Record<SearchStepView['reason'], string> = {
  first: 'the beginning',
  up: 'up',
  down: 'down',
  guess: 'where the throughput points',
  beside: 'just beside it',
  between: 'between',
  repeat: 'once more',
};

/** What a search has found, or how far it is. */
export function searchAnswer({ status, result, unit }: SearchListItem): string {
  if (result === undefined) return status === 'running' ? 'closing in' : status;
  const { safeLoad, breaksAt } = result;
  if (safeLoad === undefined) return 'nothing held';
  if (breaksAt === undefined) return `above ${levelLabel(safeLoad, unit)}`;
  return levelLabel(safeLoad, unit);
}

/** The answer of a search in sentences, with what broke first. */
export function searchSummary(search: SearchView): string {
  const { status, result, unit, profile, target, failureReason, steps, brokeFirst } = search;
  if (status === 'queued') return 'Queued: it begins when the worker is free.';
  if (status === 'running') return progressSummary(steps, unit);
  if (failureReason !== undefined) return failureReason;
  if (result === undefined)
    return `It was stopped after ${count(steps.length)} steps: no line was found.`;
  const { safeLoad, breaksAt, confirmed, why } = result;
  if (safeLoad === undefined)
    return `Not even the smallest load met ${profile}: ${brokeFirst?.result?.broke ?? ''}`;
  const answered =
    search.safeThroughput === undefined || unit !== 'users'
      ? ''
      : `, ${textOf(rate(search.safeThroughput))} answered`;
  if (breaksAt === undefined)
    return `${target} met ${profile} up to ${levelLabel(safeLoad, unit)}${answered}, the most that the search was allowed: the line lies higher.`;
  const sure = confirmed
    ? 'both edges were seen to do so twice'
    : why === 'out-of-steps'
      ? 'the steps were used up before both edges were seen twice'
      : 'the edges were seen once';
  const broke = brokeFirst?.result?.broke;
  return [
    `${target} safely carries ${levelLabel(safeLoad, unit)}${answered} within ${profile}; ${levelLabel(breaksAt, unit)} broke it, and ${sure}.`,
    ...(broke === undefined ? [] : [`What broke first: ${broke}`]),
  ].join(' ');
}

function progressSummary(steps: readonly SearchStepView[], unit: SearchView['unit']): string {
  const held = steps.filter(({ result }) => result?.holds === true).map(({ load }) => load);
  const broke = steps.filter(({ result }) => result?.holds === false).map(({ load }) => load);
  const now = steps.at(-1);
  const doing =
    now === undefined
      ? 'The target is looked at before any load.'
      : now.status === 'draining'
        ? `Step ${now.number}, ${levelLabel(now.load, unit)}, ${stepOutcome(now)}; the target comes to rest.`
        : now.result === undefined
          ? `Step ${now.number} measures ${levelLabel(now.load, unit)}.`
          : '';
  const [low, high] = [Math.max(0, ...held), Math.min(...broke)];
  if (held.length === 0 && broke.length === 0) return doing;
  const between =
    broke.length === 0
      ? `The line is above ${levelLabel(low, unit)}.`
      : `The line is between ${low === 0 ? 'nothing' : count(low)} and ${levelLabel(high, unit)}.`;
  return `${between} ${doing}`.trim();
}

function stepOutcome({ result, trouble }: SearchStepView): string {
  if (trouble !== undefined) return 'cannot be believed and is tried again';
  return result?.holds ? 'held' : 'broke';
}

/** "9 steps, 1 min 31 s and 10,306 requests". */
export function costLabel({ steps, ms, requests }: SearchCost): string {
  const asked = requests === undefined ? '' : ` and ${count(requests)} requests`;
  return `${count(steps)} steps, ${span(ms)}${asked}`;
}
