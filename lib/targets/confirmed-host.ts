import { span } from '@/lib/core/duration';
import { PlimsollError } from '@/lib/core/errors';
import { bareName, hostProblem } from '@/lib/core/host-guard';
import { behavioursOf, plannedMs } from '@/lib/plan/figures';
import { peakLabel, requestsLabel } from '@/lib/plan/labels';
import type { LoadPlan } from '@/lib/plan/load-plan';
import { secretsOfPlan } from '@/lib/plan/secrets';
import { confirmHostMessage } from './model';

/** The host of a URL that does not lead to this machine, as far as it tells. */
export function foreignHostOf(url: string): string | undefined {
  return hostProblem(url, []) === undefined ? undefined : bareName(new URL(url).hostname);
}

/**
 * Whoever has another machine loaded says its name, since a target is quickly chosen wrongly: `confirmHost`, several with
 * commas. Throws `invalid-input` with `refused`, and what is going to be sent, for the first that was not named.
 */
export function requireConfirmedHost(
  urls: readonly string[],
  confirmHost: string | undefined,
  what: string,
  refused: string,
): void {
  const named = (confirmHost ?? '')
    .toLowerCase()
    .split(/[\s,]+/)
    .map(bareName);
  const foreign = [...new Set(urls.flatMap((url) => foreignHostOf(url) ?? []))];
  if (foreign.every((host) => named.includes(host))) return;
  throw new PlimsollError('invalid-input', refused, [
    { path: 'confirmHost', message: confirmHostMessage(foreign, what) },
  ]);
}

const NAMES_SHOWN = 6;

/** What a plan sends: how much, which requests, which credentials by their names. */
export function whatIsSent(plan: LoadPlan, hasToken: boolean): string {
  const names =
    plan.requests?.map(({ name }) => name) ?? behavioursOf(plan).map((name) => `behaviour ${name}`);
  const more = names.length - NAMES_SHOWN;
  const list = [...names.slice(0, NAMES_SHOWN), ...(more > 0 ? [`${more} more`] : [])].join(', ');
  const credentials = [
    ...(hasToken ? ['the stored token'] : []),
    ...[...secretsOfPlan(plan).keys()].map((name) => `the secret ${name}`),
  ];
  const size = [
    `${peakLabel(plan)} over ${span(plannedMs(plan))}`,
    requestsLabel(plan) ?? [],
  ].flat();
  return `${size.join(', ')}: ${list}${credentials.length === 0 ? '' : `; with ${credentials.join(', ')}`}`;
}
