import { findDefaultBaseline } from '@/lib/runs/baseline';
import { hasEnded, RUN_STATUSES } from '@/lib/runs/model';
import { PUBLISHED_RUNS } from '@/lib/scenarios/model';
import type { Store } from '@/lib/store/open-store';

/** What can be laid beside other runs. */
export interface CompareChoice {
  key: string;
  label: string;
}

/** The last run of a scenario on a target, and what it is most usefully compared with. */
export interface CompareSuggestion {
  scenario: string;
  target: string;
  base: number;
  candidate: number;
  /** "the baseline", "the last valid run before it". */
  why: string;
}

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

/** For each scenario and target the last run, with its reference; those that ran last first. */
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
      const reference = await findDefaultBaseline(store, {
        id: candidate,
        scenarioName,
        targetName,
      });
      return reference === undefined
        ? []
        : [
            {
              scenario: scenarioName,
              target: targetName,
              candidate,
              base: reference.number,
              why: reference.why,
            },
          ];
    }),
  );
  return found.flat();
}
