import type { Overview, ScenarioCard } from '@/components/overview/overview-data';
import { countMissed } from '@/lib/automation/get-automation';
import { listProfiles } from '@/lib/profiles/profiles';
import { latestRuns } from '@/lib/runs/list-runs';
import { hasEnded, RUN_STATUSES } from '@/lib/runs/model';
import type { ScenarioView } from '@/lib/scenarios/model';
import { listScenarios } from '@/lib/scenarios/scenarios';
import type { Store } from '@/lib/store/open-store';
import { isWorkerAlive } from '@/lib/store/queue/workers';
import { isComplete, listSuites } from '@/lib/suites/suites';
import { listTargets } from '@/lib/targets/targets';

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
    suite: (await listSuites(store)).find(isComplete),
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
