import { peakRate, peakUsers, plannedMs } from '@/lib/plan/figures';
import { loadShape } from '@/lib/plan/load-shape';
import { parsePlan } from '@/lib/plan/parse-plan';
import type { Scenario } from '@/lib/store/generated/client';
import type { Store } from '@/lib/store/open-store';
import type { ScenarioView } from './model';

/** All scenarios: the built-in ones in their order, then the user's own by name. */
export async function listScenarios(store: Store): Promise<ScenarioView[]> {
  const scenarios = await store.prisma.scenario.findMany({
    orderBy: [{ builtIn: 'desc' }, { id: 'asc' }],
    include: { _count: { select: { runs: true } } },
  });
  return scenarios.map((scenario) => scenarioView(scenario, scenario._count.runs));
}

export function scenarioView(scenario: Scenario, runs: number): ScenarioView {
  const plan = parsePlan(JSON.parse(scenario.plan));
  return {
    id: scenario.id,
    slug: scenario.slug,
    name: scenario.name,
    description: scenario.description,
    version: scenario.version,
    builtIn: scenario.builtIn,
    plan,
    profile: scenario.profile || undefined,
    peakUsers: peakUsers(plan),
    peakRate: peakRate(plan),
    durationMs: plannedMs(plan),
    shape: loadShape(plan),
    runs,
  };
}
