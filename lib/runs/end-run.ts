import { createBreather } from '@/lib/core/breather';
import { PlimsollError } from '@/lib/core/errors';
import { adviceFor } from '@/lib/engine/transport/network-error';
import type { Histogram } from '@/lib/stats/histogram';
import type { LatenciesByOutcome } from '@/lib/stats/latencies';
import type { Prisma } from '@/lib/store/generated/client';
import type { Store } from '@/lib/store/open-store';
import { type JobRef, moveJob } from '@/lib/store/queue/queue';
import { objectivesOf, outcomeOf, planOf } from '@/lib/store/rows';
import { readSeconds } from '@/lib/store/seconds';
import type { RunAccumulator } from './accumulator/accumulator';
import { CertaintyTally } from './accumulator/percentile-certainty';
import { faultAnnotationsOf } from './annotations';
import { judgeObjectives, judgeRun, latenciesOfRun } from './evaluate-run';
import { findCausesOfRun } from './findings';
import { LEVELS_VERSION, levelsOfRun } from './levels';
import type { Certainties, RunStatus } from './model';
import { endpointNames } from './samples';
import { accumulateRun } from './seconds';

const ALL_ENDPOINTS = { index: -1, name: '' };

export interface RunEnd {
  status: Extract<RunStatus, 'finished' | 'stopped' | 'interrupted' | 'failed'>;
  endedAt: Date;
  /** How long load was sent, ms; by default up to the last stored second. */
  durationMs?: number;
  failureReason?: string;
  failureAdvice?: string;
  /** What else is kept of it, in the same transaction. */
  beside?: (transaction: Prisma.TransactionClient) => Promise<void>;
}

const SUMMARIES_AT_ONCE = 100;

/** A thousand endpoints are a thousand rows with their histograms. */
const TRANSACTION = { maxWait: 30_000, timeout: 60_000 };

/**
 * Ends a run: derives its summary from its windows and gives it its last status, in one transaction.
 * A run of which not one request succeeded has failed, whatever else it did. Returns whether it was
 * this call that ended the run: not where its status, or what `held` asks of it, does not allow that.
 */
export async function endRun(
  store: Store,
  number: number,
  end: RunEnd,
  held: Pick<JobRef, 'workerId' | 'heartbeatAt'> = {},
): Promise<boolean> {
  const run = await store.prisma.run.findUnique({ where: { id: number } });
  if (run === null) throw new PlimsollError('not-found', `There is no run ${number}.`);
  const seconds = await accumulateRun(store, run);
  const durationMs = Math.round(end.durationMs ?? seconds.coveredMs);
  const failure = end.failureReason
    ? { reason: end.failureReason, advice: end.failureAdvice }
    : end.status === 'interrupted'
      ? undefined
      : await failureOf(store, run, seconds);
  const totals = seconds.totals(durationMs);
  const { response } = seconds.latencies();
  // Of an imported run nothing is known of its generator, and nobody asked Plimsoll to judge it.
  const isOurs = run.source === null;
  const latencies = await latenciesOfRun(store, number, seconds);
  const summaries = await summaryRows(store, number, seconds, durationMs, latencies);
  const { validity, reasons } = isOurs
    ? judgeRun(run, seconds, latencies.get(ALL_ENDPOINTS.name))
    : { validity: undefined, reasons: [] };
  const objectives = objectivesOf(run);
  const warmUpMs = planOf(run).warmUpMs ?? 0;
  const judged = { ...run, validity: validity ?? 'invalid', warmUpMs, summaries };
  const { verdict, verdicts } = await judgeObjectives(store, judged, objectives);
  const findings = isOurs ? await findCausesOfRun(store, run, durationMs) : undefined;
  const levels = isOurs ? await levelsOfRun(store, { ...run, durationMs }) : undefined;
  const marks = faultAnnotationsOf(store, number).map((mark) => ({
    runId: number,
    kind: 'fault',
    ...mark,
  }));
  return store.prisma.$transaction(async (transaction) => {
    const ref: JobRef<'run'> = { ...held, kind: 'run', id: number };
    const status = failure === undefined || end.status !== 'finished' ? end.status : 'failed';
    const isEnded = await moveJob(transaction, ref, status, {
      endedAt: end.endedAt,
      durationMs,
      failureReason: failure?.reason,
      failureAdvice: failure?.advice,
      validity,
      validityReasons: JSON.stringify(reasons),
      verdict,
      verdicts: JSON.stringify(verdicts),
      findings: findings && JSON.stringify(findings),
      levels: levels && JSON.stringify({ version: LEVELS_VERSION, levels }),
      ...totals,
      p50Ms: response.p50Ms,
      p95Ms: response.p95Ms,
      p99Ms: response.p99Ms,
    });
    if (!isEnded) return false;
    // In one statement the histograms of a thousand endpoints would be in memory several times.
    for (let at = 0; at < summaries.length; at += SUMMARIES_AT_ONCE)
      await transaction.summary.createMany({ data: summaries.slice(at, at + SUMMARIES_AT_ONCE) });
    await transaction.runMark.createMany({ data: marks });
    await end.beside?.(transaction);
    return true;
  }, TRANSACTION);
}

async function summaryRows(
  store: Store,
  runId: number,
  seconds: RunAccumulator,
  durationMs: number,
  latencies: ReadonlyMap<string, LatenciesByOutcome>,
) {
  const endpoints = seconds.endpoints(durationMs).map((summary, index) => ({
    index,
    summary,
    histograms: seconds.histograms(summary.name),
  }));
  const overall = {
    index: ALL_ENDPOINTS.index,
    summary: seconds.summariseAll(ALL_ENDPOINTS.name, durationMs),
    histograms: seconds.overall,
  };
  const all = [overall, ...endpoints];
  const certainties = await certaintiesOf(store, runId, seconds, all);
  return all.map(({ index, summary, histograms }) => ({
    runId,
    endpoint: index,
    name: summary.name,
    requests: summary.requests,
    failures: summary.failures,
    locustFailures: summary.locustFailures,
    skipped: summary.skipped,
    requestsPerSecond: summary.requestsPerSecond,
    outcomes: JSON.stringify(summary.outcomes),
    responseSummary: JSON.stringify(summary.response),
    serviceSummary: JSON.stringify(summary.service),
    certainty: JSON.stringify(certainties.get(summary.name)),
    latencies: JSON.stringify(latencies.get(summary.name)),
    response: bytesOf(histograms.response),
    service: bytesOf(histograms.service),
  }));
}

interface Measured {
  summary: { name: string };
  histograms: { response: Histogram };
}

/** How sure the percentiles of each are, by name: all in one reading of the run's windows. */
async function certaintiesOf(
  store: Store,
  runId: number,
  seconds: RunAccumulator,
  measured: readonly Measured[],
): Promise<Map<string, Certainties>> {
  const tallies = new Map(
    measured.map(({ summary, histograms }) => [
      summary.name,
      new CertaintyTally(histograms.response, seconds.countedSeconds),
    ]),
  );
  const names = await endpointNames(store, runId);
  const byIndex = names.map((name) => tallies.get(name));
  const overall = tallies.get(ALL_ENDPOINTS.name);
  const letOthers = createBreather();
  let second = 0;
  for (const { tick, windows } of readSeconds(store.sqlite, runId)) {
    if (!seconds.isCounted(tick.second)) continue;
    for (const { endpoint, response } of windows) {
      overall?.add(second, response);
      byIndex[endpoint]?.add(second, response);
    }
    second++;
    await letOthers();
  }
  return new Map([...tallies].map(([name, tally]) => [name, tally.certainties()]));
}

function bytesOf(histogram: Histogram): Uint8Array<ArrayBuffer> {
  return new Uint8Array(histogram.encode());
}

interface Failure {
  reason: string;
  advice?: string;
}

/** Why a run that sent requests, but had none succeed, failed; undefined when one did. */
async function failureOf(
  store: Store,
  run: { id: number; targetUrl: string },
  seconds: RunAccumulator,
): Promise<Failure | undefined> {
  const { requests, counts } = seconds.overall;
  if (requests === 0 || counts.ok > 0 || counts.aborted === requests) return undefined;
  const worst = await store.prisma.errorGroup.findFirst({
    where: { runId: run.id },
    orderBy: { count: 'desc' },
  });
  const many =
    requests === 1 ? 'The only request' : `All ${requests.toLocaleString('en')} requests`;
  if (worst === null) return { reason: `${many} to ${run.targetUrl} failed.` };
  const said = worst.message.replace(/\.$/, '');
  return {
    reason: `${many} to ${run.targetUrl} failed; most often: ${said} (${worst.code}).`,
    advice: adviceFor({
      outcome: outcomeOf(worst),
      code: worst.code,
      message: worst.message,
    }),
  };
}
