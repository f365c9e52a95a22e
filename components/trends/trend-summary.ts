import { plural, signedPercent, textOf } from '@/lib/core/number';
import type { TrendSeries } from '@/lib/trends/model';
import { TREND_STYLES } from './trend-format';

/** Of fewer runs too many shuffles can be cut as well: no change is surer than chance. */
const MIN_RUNS = 10;

/** "Response time p95 of Moderate has been at 231 ms since run 41, +13.0 % over before." */
export function trendSummary({ scenario, target, metric, points, changes }: TrendSeries): string {
  const { title, format } = TREND_STYLES[metric];
  const last = points.at(-1);
  if (last === undefined) return `No valid run of ${scenario} on ${target} has this figure.`;
  const subject = `${title} of ${scenario} on ${target}`;
  const change = changes.findLast(({ answer }) => answer !== 'dismissed');
  if (change !== undefined) {
    const by = change.change === undefined ? '' : `, ${textOf(signedPercent(change.change))}`;
    const asked =
      change.answer === undefined ? ' Nobody has answered that yet.' : ` It was ${change.answer}.`;
    return `${subject} has been about ${textOf(format(change.after))} since run ${change.run}: before it was ${textOf(format(change.before))}${by}.${asked}`;
  }
  const now = `${subject} was ${textOf(format(last.value))} in run ${last.run}`;
  if (points.length < MIN_RUNS)
    return `${now}. ${plural(MIN_RUNS - points.length, 'more run')} of the same plan and a change can be told from chance.`;
  return `${now}; over ${plural(points.length, 'run')} it has not changed by more than chance.`;
}
