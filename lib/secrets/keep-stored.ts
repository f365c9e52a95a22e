import { createBreather } from '@/lib/core/breather';
import type { LoadPlan } from '@/lib/plan/load-plan';
import { familyHash, planHash } from '@/lib/plan/plan-hash';
import type { Store } from '@/lib/store/open-store';
import { planOf } from '@/lib/store/rows';
import { keepPlanCredentials, keepUrlCredentials } from './keep-credentials';

const SETTING = 'credentials-kept';
const AT_ONCE = 200;

/**
 * Makes secrets of the credentials in what earlier versions stored: scenarios, runs, searches, targets. Once; what it does
 * twice, after a crash, comes to the same.
 */
export async function keepStoredCredentials(store: Store): Promise<void> {
  const { prisma } = store;
  if ((await prisma.setting.count({ where: { name: SETTING } })) > 0) return;
  // What is overwritten must not stay in the file.
  await prisma.$queryRawUnsafe('PRAGMA secure_delete = ON');
  await keepAddresses(store);
  await inPlans(
    store,
    (after) => prisma.scenario.findMany({ where: { id: { gt: after } }, ...PAGE }),
    (id, plan) => prisma.scenario.update({ where: { id }, data: { plan: plan.text } }),
  );
  await inPlans(
    store,
    (after) =>
      prisma.run.findMany({
        where: { id: { gt: after } },
        select: { id: true, plan: true },
        ...PAGE,
      }),
    (id, plan) =>
      prisma.run.update({ where: { id }, data: { plan: plan.text, planHash: plan.hash } }),
  );
  await inPlans(
    store,
    (after) => prisma.search.findMany({ where: { id: { gt: after } }, ...PAGE }),
    (id, plan) =>
      prisma.search.update({ where: { id }, data: { plan: plan.text, familyHash: plan.family } }),
  );
  await prisma.setting.upsert({
    where: { name: SETTING },
    create: { name: SETTING, value: 'true' },
    update: {},
  });
}

const PAGE = { orderBy: { id: 'asc' }, take: AT_ONCE } as const;

interface PlanRow {
  id: number;
  plan: string;
}

interface KeptPlan {
  text: string;
  hash: string;
  family: string;
}

async function inPlans(
  store: Store,
  rowsAfter: (id: number) => Promise<PlanRow[]>,
  keep: (id: number, plan: KeptPlan) => Promise<unknown>,
): Promise<void> {
  const letOthers = createBreather();
  for (let rows = await rowsAfter(0); rows.length > 0; rows = await rowsAfter(rows.at(-1)?.id ?? 0))
    for (const row of rows) {
      const before = readable(row);
      if (before === undefined) continue;
      const { plan, kept } = await keepPlanCredentials(store, before);
      if (kept.length > 0) {
        const text = JSON.stringify(plan);
        await keep(row.id, { text, hash: planHash(plan), family: familyHash(plan) });
      }
      await letOthers();
    }
}

/** What cannot be read is left as it is: whoever opens it is told why, and nothing else is held up by it. */
function readable(row: PlanRow): LoadPlan | undefined {
  try {
    return planOf(row);
  } catch {
    return undefined;
  }
}

async function keepAddresses(store: Store): Promise<void> {
  const { prisma } = store;
  for (const { id, name, url, metricsUrl } of await prisma.target.findMany()) {
    const kept = {
      url: await keepUrlCredentials(store, url, name),
      metricsUrl: metricsUrl && (await keepUrlCredentials(store, metricsUrl, name)),
    };
    if (kept.url !== url || kept.metricsUrl !== metricsUrl)
      await prisma.target.update({ where: { id }, data: kept });
  }
  const loaded = [
    ...(await prisma.run.findMany({
      distinct: ['targetUrl'],
      select: { targetName: true, targetUrl: true },
    })),
    ...(await prisma.suite.findMany({
      distinct: ['targetUrl'],
      select: { targetName: true, targetUrl: true },
    })),
    ...(await prisma.search.findMany({
      distinct: ['targetUrl'],
      select: { targetName: true, targetUrl: true },
    })),
  ];
  for (const { targetName, targetUrl } of loaded) {
    const kept = await keepUrlCredentials(store, targetUrl, targetName);
    if (kept === targetUrl) continue;
    await prisma.run.updateMany({ where: { targetUrl }, data: { targetUrl: kept } });
    await prisma.suite.updateMany({ where: { targetUrl }, data: { targetUrl: kept } });
    await prisma.search.updateMany({ where: { targetUrl }, data: { targetUrl: kept } });
  }
}
