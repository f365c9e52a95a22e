import type { CandidateChange, ComparedChange } from '@/lib/compare/model';
import { plural } from '@/lib/core/number';
import { changeText, intervalText, MAX_MINUTES, METRIC_LABELS, shareLabel } from './change-labels';
import { inSentence } from './side-labels';

const KEY_METRICS: readonly ComparedChange['metric'][] = ['p95', 'p99', 'p50', 'failureRate'];

/**
 * What changed from the baseline to one candidate, in a sentence: "Run 15 is worse than run 12: p95 +8.2 %
 * (+3.1 to +13.0 %)."
 */
export function compareSummary(
  candidate: string,
  baseline: string,
  { endpoints, obstacles, verdict }: CandidateChange,
  margin: number,
): string {
  const limit = shareLabel(margin);
  const all = endpoints.find(({ name }) => name === '')?.metrics ?? [];
  if (obstacles.length > 0)
    return `Not comparable: ${obstacles.join(', ')}. ${candidate} and ${inSentence(baseline)} are shown side by side, without a verdict.`;
  switch (verdict) {
    case undefined:
      return `No verdict for ${inSentence(candidate)} against ${inSentence(baseline)}: not both were measured.`;
    case 'worse':
    case 'better': {
      const found = strongest(all, verdict);
      return `${candidate} is ${verdict} than ${inSentence(baseline)}${found && `: ${found}`}.`;
    }
    case 'equivalent':
      return `${candidate} is equivalent to ${inSentence(baseline)}: all changes are under ${limit}.`;
    case 'inconclusive': {
      if (deciding(all).some(({ byGenerator }) => byGenerator))
        return `Inconclusive: ${inSentence(candidate)} may or may not differ from ${inSentence(baseline)}. The change is within the load generators’ own error: repeat both on a dedicated machine, or with more generators.`;
      const minutes = Math.max(0, ...deciding(all).map((change) => change.minutesNeeded ?? 0));
      return `Inconclusive: ${inSentence(candidate)} may or may not differ from ${inSentence(baseline)}. ${howToSettle(minutes, limit)}`;
    }
  }
}

function howToSettle(minutes: number, limit: string): string {
  if (minutes === 0) return 'The runs are too short or too different to tell.';
  if (minutes > MAX_MINUTES)
    return 'Even a day more of data would not settle it: confirm with repeats.';
  return `To settle it to within ${limit}, run both about ${plural(minutes, 'minute')} longer, or confirm with repeats.`;
}

function deciding(all: readonly ComparedChange[]): ComparedChange[] {
  return KEY_METRICS.flatMap((metric) => all.find((change) => change.metric === metric) ?? []);
}

function strongest(all: readonly ComparedChange[], verdict: 'worse' | 'better'): string {
  const found = deciding(all).find((change) => change.verdict === verdict);
  if (found === undefined) return '';
  const { metric, change } = found;
  return `${METRIC_LABELS[metric].toLowerCase()} ${changeText(metric, change)} (${intervalText(found)})`;
}
