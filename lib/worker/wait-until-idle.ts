import { setTimeout as sleep } from 'node:timers/promises';
import { checkTarget } from '@/lib/engine/check-target';
import { parseExposition } from '@/lib/metrics/exposition';
import { pendingWork } from '@/lib/metrics/pending-work';
import { scrape } from '@/lib/metrics/scrape';
import type { Connection, TargetEndpoint } from '@/lib/plan/connection';

const LOOK_MS = 250;
const CALL_TIMEOUT_MS = 3000;
/** A call is as fast as at rest if it takes at most twice as long, and these more. */
const SLACK_MS = 5;
const IN_A_ROW = 2;
/** How a target answers at rest. */
export interface Rest {
  latencyMs: number;
  /** What work it has before it, by its own metrics. */
  queued?: number;
}

/** Nothing to do, however fast it answers. */
export const IDLE: Rest = { latencyMs: Number.POSITIVE_INFINITY, queued: 0 };

export interface IdleTarget {
  endpoint: TargetEndpoint;
  connection?: Connection;
  metricsUrl?: string;
}

/** One call, and what waits by the target's metrics if it tells; undefined when it does not answer. */
export async function lookAtRest({
  endpoint,
  connection,
  metricsUrl,
}: IdleTarget): Promise<Rest | undefined> {
  const check = await checkTarget(endpoint, { timeoutMs: CALL_TIMEOUT_MS, connection });
  if (!check.ok) return undefined;
  const queued =
    metricsUrl === undefined ? undefined : await queuedAt(metricsUrl, endpoint.allowedHosts);
  return { latencyMs: check.latencyMs, queued };
}

/**
 * Waits until the target is as it was at rest, twice in a row: as fast, and with no more waiting. Returns how
 * long that took, ms; `isIdle` is false where `timeoutMs` was not enough.
 */
export async function waitUntilIdle(
  target: IdleTarget,
  rest: Rest,
  { timeoutMs, isStopped }: { timeoutMs: number; isStopped: () => boolean },
): Promise<{ ms: number; isIdle: boolean }> {
  const startedMs = performance.now();
  const elapsed = () => Math.round(performance.now() - startedMs);
  for (let inARow = 0; elapsed() < timeoutMs && !isStopped(); ) {
    const now = await lookAtRest(target);
    const isIdle =
      now !== undefined &&
      now.latencyMs <= 2 * rest.latencyMs + SLACK_MS &&
      (now.queued ?? 0) <= (rest.queued ?? 0);
    inARow = isIdle ? inARow + 1 : 0;
    if (inARow >= IN_A_ROW) return { ms: elapsed(), isIdle: true };
    await sleep(LOOK_MS);
  }
  return { ms: elapsed(), isIdle: false };
}

async function queuedAt(
  metricsUrl: string,
  allowed?: readonly string[],
): Promise<number | undefined> {
  try {
    const answer = await scrape(metricsUrl, AbortSignal.timeout(CALL_TIMEOUT_MS), allowed);
    if (answer.kind !== 'text') return undefined;
    return pendingWork(parseExposition(answer.text).samples);
  } catch {
    return undefined;
  }
}
