import { BUILT_IN_SCENARIOS } from '@/lib/plan/built-in';
import type { Prisma } from '@/lib/store/generated/client';
import type { Store } from '@/lib/store/open-store';

/** A running run of *light*, or what `over` makes of it; returns its number. */
export async function insertRun(
  store: Store,
  over: Partial<Prisma.RunUncheckedCreateInput> = {},
): Promise<number> {
  const run = await store.prisma.run.create({
    data: {
      status: 'running',
      scenarioName: 'Light',
      targetName: 'Test target',
      targetUrl: 'http://127.0.0.1:1/api/v1/jsonrpc',
      plan: JSON.stringify(BUILT_IN_SCENARIOS[0]?.plan),
      planHash: '0123456789abcdef',
      seed: 1,
      peakUsers: 20,
      plannedMs: 300_000,
      startedAt: new Date(1_700_000_000_000),
      heartbeatAt: new Date(1_700_000_000_000),
      ...over,
    },
  });
  return run.id;
}
