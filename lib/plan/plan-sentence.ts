import { span } from '@/lib/core/duration';
import { plural } from '@/lib/format/plural';
import { peakRate, peakUsers, plannedMs } from './figures';
import { rateWords } from './labels';
import type { LoadPlan } from './load-plan';

/** "Up to 100 users over 10 min.", "Up to 50/s over 10 min." */
export function planSentence(plan: LoadPlan): string {
  const perSecond = peakRate(plan);
  const most = perSecond === undefined ? plural(peakUsers(plan), 'user') : rateWords(perSecond);
  return `Up to ${most} over ${span(plannedMs(plan))}.`;
}
