import { hasEnded, RUN_STATUSES } from '@/lib/plan/run-status';
import type { Store } from '@/lib/store/open-store';
import { countMissed } from './get-routine';
import { isJudgedWhole } from './is-judged-whole';
import { listProfiles } from './list-profiles';
import { latestRuns } from './list-runs';
import { listScenarios } from './list-scenarios';
import { listSuites } from './list-suites';
import { listTargets } from './list-targets';
import type { Overview, ScenarioCard } from './overview';
import type { ScenarioView } from './scenario-view';
import { isWorkerAlive } from './worker-life';

const LATEST = 8;
const DAY_MS = 86_400_000;
const TREND = 30;
const ACTIVE_STATUSES = RUN_STATUSES.filter((status) => !hasEnded(status));
const ENDED_STATUSES = RUN_STATUSES.filter(hasEnded);

/** The first page's content, from the store alone. */
export async function getOverview(store: Store): Promise<Overview> {
  const scenarios = await listScenarios(store);
  const active = await latestRuns(store, { status: { in: ACTIVE_STATUSES } }, 50);
  return {
    active: active.reverse(),
    latest: await latestRuns(store, { status: { in: ENDED_STATUSES } }, LATEST),
    scenarios: await Promise.all(scenarios.map((scenario) => cardOf(store, scenario))),
    targets: await listTargets(store),
    profiles: await listProfiles(store),
    suite: (await listSuites(store)).find(isJudgedWhole),
    workerAlive: await isWorkerAlive(store, Date.now()),
    missed: await countMissed(store, Date.now() - DAY_MS),
  };
}

async function cardOf(store: Store, scenario: ScenarioView): Promise<ScenarioCard> {
  const trend = await latestRuns(
    store,
    { scenarioId: scenario.id, status: { in: ENDED_STATUSES }, requests: { gt: 0 } },
    TREND,
  );
  return { scenario, trend: trend.reverse() };
}
