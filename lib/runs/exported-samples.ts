import { type ExportedSample, OUTCOME_WORDS } from '@/lib/interop/export/exported-sample';
import type { Store } from '@/lib/store/open-store';
import { sampleChunks } from '@/lib/store/sample-chunks';
import { endpointNames } from './list-samples';

/** A run's samples as they are exported, in chunks; of one endpoint only, if it is named. */
export async function exportedSamples(
  store: Store,
  runId: number,
  endpoint?: string,
): Promise<() => Generator<ExportedSample[]>> {
  const names = await endpointNames(store, runId);
  const groups = await store.prisma.errorGroup.findMany({ where: { runId } });
  const errors = new Map(groups.map((group) => [group.id, group]));
  return function* chunks() {
    for (const chunk of sampleChunks(store.sqlite, runId))
      yield chunk
        .filter((sample) => endpoint === undefined || names[sample.endpoint] === endpoint)
        .map(({ intendedUs, sendDelayUs, serviceUs, outcome, ...sample }) => {
          const error = errors.get(sample.error);
          return {
            started_ms: intendedUs / 1000,
            endpoint: names[sample.endpoint] ?? '?',
            latency_ms: (sendDelayUs + serviceUs) / 1000,
            outcome: OUTCOME_WORDS[outcome],
            sent_ms: (intendedUs + sendDelayUs) / 1000,
            service_ms: serviceUs / 1000,
            code: error?.code ?? '',
            message: error?.message ?? '',
          };
        });
  };
}
