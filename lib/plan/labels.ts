import { span } from '@/lib/core/duration';
import { count, plural, rate, textOf, threeDigits } from '@/lib/core/number';
import { peakRate, peakUsers, plannedMs, plannedRequests } from './figures';
import { isOpenPlan, type LoadPlan } from './load-plan';
import type { LoadUnit } from './scale';

/** The most that a plan sends at once: "100 users", or "up to 50/s". */
export function peakLabel(plan: LoadPlan): string {
  const perSecond = peakRate(plan);
  return perSecond === undefined
    ? plural(peakUsers(plan), 'user')
    : `up to ${rateLabel(perSecond)}`;
}

/** A planned rate, as exact as it was planned where that is short: "50/s", "33.3/s". */
export function rateLabel(perSecond: number): string {
  return Number.isInteger(perSecond) ? `${count(perSecond)}/s` : textOf(rate(perSecond));
}

/** "Up to 100 virtual users over 10 min.", "Up to 50/s over 10 min." */
export function planSummary(plan: LoadPlan): string {
  const perSecond = peakRate(plan);
  const most =
    perSecond === undefined ? plural(peakUsers(plan), 'virtual user') : rateLabel(perSecond);
  return `Up to ${most} over ${span(plannedMs(plan))}.`;
}

/** A load of a search or a curve: "41 users", "200/s". */
export function levelLabel(load: number, unit: LoadUnit): string {
  return unit === 'users' ? plural(Number(load.toPrecision(4)), 'user') : rateLabel(load);
}

/** "~12,000 requests", or "up to ~12,000 requests" for a closed plan. Undefined: not known. */
export function requestsLabel(plan: LoadPlan): string | undefined {
  const requests = plannedRequests(plan);
  if (requests === undefined) return undefined;
  if (isOpenPlan(plan) && plan.load.arrivals === 'replay') return plural(requests, 'request');
  const about = Number(threeDigits(requests).replaceAll(',', ''));
  return `${isOpenPlan(plan) ? '~' : 'up to ~'}${plural(Math.round(about), 'request')}`;
}
