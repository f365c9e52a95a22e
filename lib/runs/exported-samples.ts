import { setImmediate } from 'node:timers/promises';
import { PlimsollError } from '@/lib/core/errors';
import { type ExportedSample, OUTCOME_WORDS } from '@/lib/export/sample-rows';
import type { Store } from '@/lib/store/open-store';
import { sampleChunks } from '@/lib/store/sample-chunks';
import { endpointNames } from './samples';
import { tracesOf } from './traces-of';

/**
 * A run's samples as they are exported, in chunks; of one endpoint only, if it is named. Throws `conflict`
 * at the end if the run was deleted meanwhile: what came before may lack its rest.
 */
export async function* exportedSamples(
  store: Store,
  runId: number,
  endpoint?: string,
): AsyncGenerator<ExportedSample[]> {
  const names = await endpointNames(store, runId);
  const groups = await store.prisma.errorGroup.findMany({ where: { runId } });
  const errors = new Map(groups.map((group) => [group.id, group]));
  const traceOf = await tracesOf(store, runId);
  for (const chunk of sampleChunks(store.sqlite, runId)) {
    const samples = chunk
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
          ...(traceOf && { trace_id: traceOf(sample.trace)?.id ?? '' }),
        };
      });
    if (samples.length > 0) yield samples;
    // A million rows must not hold up every other page.
    await setImmediate();
  }
  if ((await store.prisma.run.count({ where: { id: runId } })) === 0)
    throw new PlimsollError('conflict', `Run ${runId} was deleted while it was being exported.`);
}
