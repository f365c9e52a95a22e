import type { ScenarioView } from '@/lib/scenarios/model';
import { scenarioView } from '@/lib/scenarios/scenarios';
import type { Store } from '@/lib/store/open-store';

/** The scenario with this id or slug, or undefined. */
export async function getScenario(
  store: Store,
  key: number | string,
): Promise<ScenarioView | undefined> {
  const scenario = await store.prisma.scenario.findUnique({
    where: typeof key === 'number' ? { id: key } : { slug: key },
    include: { _count: { select: { runs: true } } },
  });
  return scenario === null ? undefined : scenarioView(scenario, scenario._count.runs);
}
