import { findDefaultBaseline } from '@/lib/runs/baseline';
import { hasEnded, RUN_STATUSES } from '@/lib/runs/model';
import { PUBLISHED_RUNS } from '@/lib/scenarios/model';
import type { Store } from '@/lib/store/open-store';
import type { CompareChoice, CompareSuggestion } from './model';

const LATEST = 40;
const MAX_SUGGESTIONS = 12;
const ENDED = { status: { in: RUN_STATUSES.filter(hasEnded) }, requests: { gt: 0 } };

/** The latest runs that have ended, newest first, and the reported ones. */
export async function listCompareChoices({ prisma }: Store): Promise<CompareChoice[]> {
  const runs = await prisma.run.findMany({ where: ENDED, orderBy: { id: 'desc' }, take: LATEST });
  return [
    ...runs.map(({ id, name, scenarioName, targetName }) => ({
      key: String(id),
      label: `Run ${id} · ${name ?? scenarioName}, ${targetName}`,
    })),
    ...PUBLISHED_RUNS.map(({ key, scenario }) => ({
      key,
      label: `Published figures: ${scenario} (not measured)`,
    })),
  ];
}

/** For each scenario and target the last run, with its baseline; those that ran last first. */
export async function suggestComparisons(store: Store): Promise<CompareSuggestion[]> {
  const groups = await store.prisma.run.groupBy({
    by: ['scenarioName', 'targetName'],
    where: ENDED,
    _max: { id: true },
    orderBy: { _max: { id: 'desc' } },
    take: MAX_SUGGESTIONS,
  });
  const found = await Promise.all(
    groups.map(async ({ scenarioName, targetName, _max }) => {
      const candidate = _max.id ?? 0;
      const baseline = await findDefaultBaseline(store, {
        id: candidate,
        scenarioName,
        targetName,
      });
      return baseline === undefined
        ? []
        : [
            {
              scenario: scenarioName,
              target: targetName,
              candidate,
              base: baseline.number,
              why: baseline.why,
            },
          ];
    }),
  );
  return found.flat();
}
