import { span } from '@/lib/core/duration';
import type { LoadEnd } from '@/lib/engine/run-load';
import type { LoadPlan } from '@/lib/plan/load-plan';
import type { Objective } from '@/lib/plan/objective';
import { objectiveWords } from '@/lib/plan/objective-words';
import type { TargetEndpoint } from '@/lib/plan/target-endpoint';
import type { Run } from '@/lib/store/generated/client';
import type { Store } from '@/lib/store/open-store';
import { cleanUp, wantsCleanUp } from '@/lib/worker/clean-up';
import { endRun } from './end-run';
import { summariseJobs } from './summarise-jobs';

const SHUT_DOWN = {
  failureReason: 'The worker was shut down while the run was under way.',
  failureAdvice: 'Everything up to then is kept. Start it again for a full run.',
};

/** How a run's load came to its end. */
export interface RunFinish {
  plan: LoadPlan;
  target: TargetEndpoint;
  startedAt: Date;
  end: LoadEnd;
  /** The load was ended because there was enough of it. */
  hasEnough: boolean;
  /** The objective that aborted it, and when. */
  broken?: { objective: Objective; atMs: number };
  /** This process was told to end. */
  isShutDown: boolean;
}

/** Keeps what a run's load left behind, tidies up after its jobs, and ends it. */
export async function finishRun(
  store: Store,
  { id }: Pick<Run, 'id'>,
  { plan, target, startedAt, end, hasEnough, broken, isShutDown }: RunFinish,
): Promise<void> {
  if (broken !== undefined)
    await store.prisma.runMark.create({
      data: {
        ...{ runId: id, kind: 'abort', atMs: broken.atMs },
        text: objectiveWords(broken.objective),
      },
    });
  const tidied =
    end.jobsLeft.length > 0 && wantsCleanUp(plan, end.reason)
      ? JSON.stringify(await cleanUp(store, id, target, plan, end.jobsLeft))
      : undefined;
  await store.prisma.run.update({
    where: { id },
    data: {
      jobLife: end.jobLife && JSON.stringify(summariseJobs(end.jobLife)),
      cleanUp: tidied,
    },
  });
  const isStopped = end.reason === 'stopped';
  await endRun(store, id, {
    status: isStopped && !hasEnough ? 'stopped' : 'finished',
    endedAt: new Date(startedAt.getTime() + end.durationMs),
    durationMs: end.durationMs,
    ...(isShutDown && isStopped ? SHUT_DOWN : {}),
    ...(broken !== undefined && isStopped ? abortedBy(broken.objective) : {}),
  });
}

function abortedBy(objective: Objective) {
  const length = span(objective.abortAfterMs);
  return {
    failureReason: `Aborted: an objective was broken for ${length} without a pause: ${objectiveWords(objective)}.`,
    failureAdvice: 'What was measured until then is kept and judged.',
  };
}
