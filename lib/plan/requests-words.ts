import { threeDigits } from '@/lib/format/number';
import { plural } from '@/lib/format/plural';
import { isOpenPlan } from './is-open-plan';
import type { LoadPlan } from './load-plan';
import { plannedRequests } from './planned-requests';

/** "about 12,000 requests"; of users who wait for answers, "at most about". Undefined: not to be known. */
export function requestsWords(plan: LoadPlan): string | undefined {
  const requests = plannedRequests(plan);
  if (requests === undefined) return undefined;
  if (isOpenPlan(plan) && plan.load.arrivals === 'replay') return plural(requests, 'request');
  const about = Number(threeDigits(requests).replaceAll(',', ''));
  return `${isOpenPlan(plan) ? 'about' : 'at most about'} ${plural(Math.round(about), 'request')}`;
}
