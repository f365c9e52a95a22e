import { adviceFor } from '@/lib/engine/advice-for';
import type { Outcome } from '@/lib/stats/outcome';
import type { Store } from '@/lib/store/open-store';
import type { ErrorGroup } from './model';
import { endpointNames } from './samples';

/** A run's failures by endpoint, outcome, code and message, the most frequent first. */
export async function errorGroups(store: Store, runId: number): Promise<ErrorGroup[]> {
  const names = await endpointNames(store, runId);
  const groups = await store.prisma.errorGroup.findMany({
    where: { runId },
    orderBy: [{ count: 'desc' }, { id: 'asc' }],
  });
  return groups.map(({ id, endpoint, outcome, code, message, count, firstMs, lastMs }) => ({
    id,
    endpoint: names[endpoint] ?? '?',
    outcome,
    code,
    message,
    advice: adviceFor({ outcome: outcome as Outcome, code, message }),
    count,
    firstMs,
    lastMs,
  }));
}
