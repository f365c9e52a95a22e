import { textOf } from '@/lib/core/number';
import { count, rate } from '@/lib/format/number';
import { plural } from '@/lib/format/plural';
import { peakRate, peakUsers } from './figures';
import type { LoadPlan } from './load-plan';

/** The most that a plan sends at once: "100 users", or "up to 50/s". */
export function peakWords(plan: LoadPlan): string {
  const perSecond = peakRate(plan);
  return perSecond === undefined
    ? plural(peakUsers(plan), 'user')
    : `up to ${rateWords(perSecond)}`;
}

/** A planned rate, as exact as it was planned where that is short: "50/s", "33.3/s". */
export function rateWords(perSecond: number): string {
  return Number.isInteger(perSecond) ? `${count(perSecond)}/s` : textOf(rate(perSecond));
}
