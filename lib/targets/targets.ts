import type { Target } from '@/lib/store/generated/client';
import type { Store } from '@/lib/store/open-store';
import type { TargetView } from './model';

export async function listTargets(store: Store): Promise<TargetView[]> {
  const targets = await store.prisma.target.findMany({
    orderBy: [{ builtIn: 'desc' }, { name: 'asc' }],
    include: { _count: { select: { runs: true } } },
  });
  return targets.map((target) => targetView(target, target._count.runs));
}

export function targetView(target: Target, runs: number): TargetView {
  return {
    id: target.id,
    name: target.name,
    url: target.url,
    metricsUrl: target.metricsUrl ?? undefined,
    traceUrl: target.traceUrl ?? undefined,
    hasToken: target.token !== null,
    builtIn: target.builtIn,
    runs,
  };
}
