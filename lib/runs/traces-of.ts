import { traceIdOf } from '@/lib/engine/transport/trace-context';
import type { Store } from '@/lib/store/open-store';
import type { SampleItem } from './sample-list';

/** From the number that a sample keeps to its trace; undefined for a run whose requests have none. */
export async function tracesOf(
  { prisma }: Store,
  run: number,
): Promise<((trace: number | undefined) => SampleItem['trace']) | undefined> {
  const row = await prisma.run.findUnique({
    where: { id: run },
    select: { tracePrefix: true, target: { select: { traceUrl: true } } },
  });
  const prefix = row?.tracePrefix ?? undefined;
  const traceUrl = row?.target?.traceUrl ?? undefined;
  if (prefix === undefined) return undefined;
  return (trace) => {
    if (trace === undefined) return undefined;
    const id = traceIdOf(prefix, trace);
    return { id, url: traceUrl?.replaceAll('{traceId}', id) };
  };
}
