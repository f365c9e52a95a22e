import { span } from '@/lib/core/duration';
import type { Problem } from '@/lib/core/errors';
import { count } from '@/lib/core/number';
import { peakRate, peakUsers, plannedMs, plannedRequests } from '@/lib/plan/figures';
import { isOpenPlan, type LoadPlan } from '@/lib/plan/load-plan';

/** The most that a run of this installation may be; undefined: as much as a plan may be. */
export interface InstallationLimits {
  users?: number;
  ratePerSecond?: number;
  durationMs?: number;
  /** Sent by a run, as far as it can be told before; one that reaches it is stopped. */
  requests?: number;
}

/** By PLIMSOLL_MAX_USERS, PLIMSOLL_MAX_RATE (requests per second), PLIMSOLL_MAX_MINUTES and PLIMSOLL_MAX_REQUESTS. */
export function installationLimits(
  env: Record<string, string | undefined> = process.env,
): InstallationLimits {
  const minutes = numberIn(env.PLIMSOLL_MAX_MINUTES);
  return {
    users: numberIn(env.PLIMSOLL_MAX_USERS),
    ratePerSecond: numberIn(env.PLIMSOLL_MAX_RATE),
    durationMs: minutes && minutes * 60_000,
    requests: numberIn(env.PLIMSOLL_MAX_REQUESTS),
  };
}

function numberIn(text: string | undefined): number | undefined {
  const value = Number(text?.trim() || Number.NaN);
  return value > 0 ? value : undefined;
}

/** What of a plan is above them, each with the limit. */
export function limitProblems(plan: LoadPlan, limits: InstallationLimits): Problem[] {
  const problems: Problem[] = [];
  const over = (
    path: string,
    value: number | undefined,
    most: number | undefined,
    words: string,
  ) => {
    if (value !== undefined && most !== undefined && value > most)
      problems.push({ path, message: `must be at most ${words}, the limit of this installation.` });
  };
  const { users, ratePerSecond, durationMs, requests } = limits;
  // Of users who wait for answers only an upper bound is known before.
  const sent = isOpenPlan(plan) ? plannedRequests(plan) : undefined;
  over('durationMs', sent, requests, `so long that ${count(requests ?? 0)} requests are sent`);
  over('users', peakUsers(plan), users, count(users ?? 0));
  over('ratePerSecond', peakRate(plan), ratePerSecond, `${count(ratePerSecond ?? 0)} per second`);
  over('durationMs', plannedMs(plan), durationMs, span(durationMs ?? 0));
  return problems;
}
