import { plural, signedPercent, textOf } from '@/lib/core/number';
import { driftLabel, type TrendSeries } from '@/lib/trends/model';
import { TREND_STYLES } from './trend-format';

/** With fewer runs chance alone orders them as well too often: no change is significant. */
const MIN_RUNS = 10;

/** "Response time p95 of Moderate on Staging has been about 231 ms since run 41, up from 204 ms (+13.0 %)." */
export function trendSummary(series: TrendSeries): string {
  const { scenario, target, metric, points, changes, drifts } = series;
  const { title, format } = TREND_STYLES[metric];
  const last = points.at(-1);
  if (last === undefined) return `No valid run of ${scenario} on ${target} has this metric.`;
  const subject = `${title} of ${scenario} on ${target}`;
  const change = changes.findLast(({ answer }) => answer !== 'dismissed');
  const drift = drifts.at(-1);
  const byOf = (share: number | undefined) =>
    share === undefined ? '' : ` (${textOf(signedPercent(share))})`;
  if (drift !== undefined && drift.to > (change?.index ?? 0)) {
    const lasts = drift.to === points.length - 1;
    const when = lasts ? `since run ${drift.run}` : `from run ${drift.run} to run ${drift.lastRun}`;
    return `${subject}: ${driftLabel(drift).toLowerCase()} ${when}, from about ${textOf(format(drift.before))} to ${textOf(format(drift.after))}${byOf(drift.change)}.`;
  }
  if (change !== undefined) {
    const by = byOf(change.change);
    const direction = change.after > change.before ? 'up' : 'down';
    const review =
      change.answer === undefined ? ' Not reviewed yet.' : ` Reviewed: ${change.answer}.`;
    return `${subject} has been about ${textOf(format(change.after))} since run ${change.run}, ${direction} from ${textOf(format(change.before))}${by}.${review}`;
  }
  const now = `${subject} was ${textOf(format(last.value))} in run ${last.run}`;
  if (points.length < MIN_RUNS)
    return `${now}. ${plural(MIN_RUNS - points.length, 'more run')} of the same plan needed to detect changes.`;
  return `${now}. No significant change over ${plural(points.length, 'run')}.`;
}
