import {
  changeText,
  intervalText,
  METRIC_LABELS,
  shareLabel,
} from '@/components/compare/change-labels';
import type { Confirmation } from '@/lib/confirmations/model';
import { plural } from '@/lib/core/number';
import { hasEnded } from '@/lib/runs/model';

const KEY_METRICS = ['p95', 'p99', 'p50', 'failureRate'] as const;
const MIN_PAIRS = 2;

/** "Confirmed over 4 pairs: B is worse than A, p95 +9.8 % (+7.1 to +12.5 %)." */
export function confirmationSummary(confirmation: Confirmation): string {
  const { repeats, pairs, verdict, margin, endpoints, pairsNeeded } = confirmation;
  const left = repeats.filter(({ status }) => !hasEnded(status)).length;
  const going = left === 0 ? '' : ` ${plural(left, 'repeat')} left.`;
  if (pairs.length < MIN_PAIRS)
    return left === 0
      ? `Only ${plural(pairs.length, 'valid pair')}: too few for a result.`
      : `${repeats.length - left} of ${plural(repeats.length, 'repeat')} done. The first result needs two complete pairs.`;
  const over = `over ${plural(pairs.length, 'pair')}`;
  const all = endpoints.find(({ name }) => name === '')?.metrics ?? [];
  switch (verdict) {
    case 'worse':
    case 'better': {
      const found = KEY_METRICS.flatMap(
        (metric) => all.find((one) => one.metric === metric && one.verdict === verdict) ?? [],
      )[0];
      const what =
        found === undefined
          ? ''
          : `, ${METRIC_LABELS[found.metric]} ${changeText(found.metric, found.change)} (${intervalText(found)})`;
      return `${left === 0 ? 'Confirmed' : 'So far'} ${over}: B is ${verdict} than A${what}.${going}`;
    }
    case 'equivalent':
      return `${left === 0 ? 'Confirmed' : 'So far'} ${over}: A and B are equivalent within ${shareLabel(margin)}.${going}`;
    case 'inconclusive': {
      const more =
        left > 0 || pairsNeeded === undefined
          ? ''
          : ` About ${plural(pairsNeeded, 'more pair')} needed to settle it to within ${shareLabel(margin)}.`;
      return `Inconclusive ${over}: A and B differ no more than repeated runs do.${more}${going}`;
    }
  }
}
