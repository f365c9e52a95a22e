import {
  LEVELS_VERSION,
  levelsOfRun,
  type RunLevel,
  type StoredLevels,
} from '@/lib/capacity/levels';
import type { CapacityChoice } from '@/lib/capacity/model';
import { remember } from '@/lib/core/memoize';
import type { LoadPlan } from '@/lib/plan/load-plan';
import { familyHash } from '@/lib/plan/plan-hash';
import { loadUnitOf } from '@/lib/plan/step-plan';
import type { Run } from '@/lib/store/generated/client';
import type { Store } from '@/lib/store/open-store';

/** Older runs say little of what a service carries today. */
const MOST_RUNS = 400;
/** Of runs older than stored levels so many are read anew: each takes some tenths of a second. */
const MOST_WORKED_OUT = 30;
const USABLE = {
  status: { in: ['finished', 'stopped'] },
  requests: { gt: 0 },
  source: null,
  OR: [{ validity: { not: 'invalid' } }, { searchId: { not: null } }],
};

/** By target and family, those that were last measured first. */
export async function capacityChoices({ prisma }: Store): Promise<CapacityChoice[]> {
  const runs = await prisma.run.findMany({
    where: { ...USABLE, suiteId: null },
    orderBy: { id: 'desc' },
    take: MOST_RUNS,
    select: { targetName: true, scenarioName: true, plan: true, planHash: true },
  });
  const families = familiesOf();
  const choices = new Map<string, CapacityChoice>();
  for (const { targetName, scenarioName, plan, planHash } of runs) {
    const { hash, unit } = families(planHash, plan);
    const key = `${hash} ${targetName}`;
    const known = choices.get(key) ?? {
      ...{ target: targetName, familyHash: hash, scenarios: [], unit, runs: 0 },
    };
    known.runs += 1;
    if (!known.scenarios.includes(scenarioName)) known.scenarios.push(scenarioName);
    choices.set(key, known);
  }
  return [...choices.values()];
}

/** The steady levels of a family's runs, by load. */
export async function levelsOfFamily(
  store: Store,
  { target, familyHash: wanted }: Pick<CapacityChoice, 'target' | 'familyHash'>,
): Promise<RunLevel[]> {
  const runs = await store.prisma.run.findMany({
    where: { ...USABLE, suiteId: null, targetName: target },
    orderBy: { id: 'desc' },
    take: MOST_RUNS,
  });
  const families = familiesOf();
  const levels: RunLevel[] = [];
  let workedOut = 0;
  for (const run of runs) {
    if (families(run.planHash, run.plan).hash !== wanted) continue;
    const kept = storedLevels(run);
    if (kept === undefined && ++workedOut > MOST_WORKED_OUT) continue;
    const found =
      kept ?? (await remember(store, `levels of ${run.id}`, () => levelsOfRun(store, run)));
    levels.push(...found);
  }
  return levels.sort((a, b) => a.load - b.load || a.run - b.run);
}

function storedLevels({ levels }: Run): RunLevel[] | undefined {
  if (levels === null) return undefined;
  const stored = JSON.parse(levels) as StoredLevels;
  return stored.version === LEVELS_VERSION ? stored.levels : undefined;
}

/** Equal plans are of one family, and looked at once. */
function familiesOf() {
  const known = new Map<string, { hash: string; unit: CapacityChoice['unit'] }>();
  return (planHash: string, text: string) => {
    const before = known.get(planHash);
    if (before !== undefined) return before;
    const plan = JSON.parse(text) as LoadPlan;
    const found = { hash: familyHash(plan), unit: loadUnitOf(plan) };
    known.set(planHash, found);
    return found;
  };
}
