import { randomBytes } from 'node:crypto';
import { checkTarget } from '@/lib/engine/check-target';
import { startGenerators } from '@/lib/engine/start-generators';
import type { Objective } from '@/lib/plan/objective';
import { parsePlan } from '@/lib/plan/parse-plan';
import { createStopAfter } from '@/lib/runs/create-stop-after';
import { describeEnvironment } from '@/lib/runs/describe-environment';
import { endRun } from '@/lib/runs/end-run';
import { finishRun } from '@/lib/runs/finish-run';
import { watchObjectives } from '@/lib/runs/watch-objectives';
import type { SecondReport } from '@/lib/stats/windows';
import type { Run } from '@/lib/store/generated/client';
import type { Store } from '@/lib/store/open-store';
import { openSecondWriter } from '@/lib/store/seconds';
import { watchWishes } from './run-control';
import { watchMetrics } from './watch-metrics';

const CHECK_TIMEOUT_MS = 3000;
export interface ExecuteOptions {
  /** A target's token that is not stored, for runs against a bare URL. */
  token?: string;
  /** Stops the run at once, because this process is to end. */
  signal?: AbortSignal;
  /** Looks at each second; true ends the load as the plan's own stopAfter does. */
  isEnough?: (report: SecondReport) => boolean;
}

/** Carries a claimed run through to its end: load, store, summary. Only a broken store makes it throw. */
export async function executeRun(store: Store, run: Run, options: ExecuteOptions = {}) {
  const target = { url: run.targetUrl, token: options.token ?? (await storedToken(store, run)) };
  const plan = parsePlan(JSON.parse(run.plan));
  const { connection } = plan;
  const check = await checkTarget(target, { timeoutMs: CHECK_TIMEOUT_MS, connection });
  await store.prisma.run.update({
    where: { id: run.id },
    data: { environment: JSON.stringify(describeEnvironment(check)) },
  });
  const writer = openSecondWriter(store.sqlite, run.id);
  const startedAt = new Date();
  const tracePrefix = connection?.traceContext ? randomBytes(8).toString('hex') : undefined;
  await store.prisma.run.update({ where: { id: run.id }, data: { startedAt, tracePrefix } });
  let storeError: unknown;
  let broken: Objective | undefined;
  let brokenAtMs = 0;
  let hasEnough = false;
  const isEnough = createStopAfter(plan.stopAfter);
  const look = watchObjectives(JSON.parse(run.objectives ?? '[]') as Objective[], plan.warmUpMs);
  const load = startGenerators({
    plan,
    target,
    seed: run.seed,
    tracePrefix,
    onSecond(report) {
      try {
        writer.write(report, Date.now());
        if (isEnough(report) || options.isEnough?.(report)) {
          hasEnough = true;
          load.stop('gracefully');
        }
        if (broken !== undefined) return;
        broken = look(report);
        if (broken === undefined) return;
        brokenAtMs = load.elapsedMs();
        load.stop('now');
      } catch (error) {
        storeError ??= error;
        load.stop('now');
      }
    },
  });
  const unwatch = watchWishes(store, run.id, load);
  const stopMetrics = watchMetrics(store, run, load);
  const shutDown = () => load.stop('now');
  options.signal?.addEventListener('abort', shutDown);
  if (options.signal?.aborted) shutDown();
  try {
    const end = await load.done;
    await stopMetrics();
    if (storeError !== undefined) throw storeError;
    await finishRun(store, run, {
      ...{ plan, target, startedAt, end, hasEnough },
      broken: broken && { objective: broken, atMs: brokenAtMs },
      isShutDown: options.signal?.aborted === true,
    });
  } catch (error) {
    await endRun(store, run.id, {
      status: 'failed',
      endedAt: new Date(),
      failureReason: `The run could not go on: ${error instanceof Error ? error.message : String(error)}`,
      failureAdvice: 'What was stored until then is kept. The worker’s log has the details.',
    });
  } finally {
    options.signal?.removeEventListener('abort', shutDown);
    unwatch();
    await stopMetrics();
  }
}

async function storedToken(store: Store, run: Run): Promise<string | undefined> {
  if (run.targetId === null) return undefined;
  const target = await store.prisma.target.findUnique({ where: { id: run.targetId } });
  return target?.token ?? undefined;
}
