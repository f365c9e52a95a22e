import { adviceFor } from '@/lib/engine/advice-for';
import type { Outcome } from '@/lib/stats/outcome';
import type { Store } from '@/lib/store/open-store';
import type { RunAccumulator } from './accumulator/accumulator';

export interface Failure {
  reason: string;
  advice?: string;
}

/** Why a run that sent requests, but had none succeed, failed; undefined when one did. */
export async function failureOf(
  store: Store,
  run: { id: number; targetUrl: string },
  seconds: RunAccumulator,
): Promise<Failure | undefined> {
  const { requests, counts } = seconds.overall;
  if (requests === 0 || counts.ok > 0 || counts.aborted === requests) return undefined;
  const worst = await store.prisma.errorGroup.findFirst({
    where: { runId: run.id },
    orderBy: { count: 'desc' },
  });
  const many =
    requests === 1 ? 'The only request' : `All ${requests.toLocaleString('en')} requests`;
  if (worst === null) return { reason: `${many} to ${run.targetUrl} failed.` };
  const said = worst.message.replace(/\.$/, '');
  return {
    reason: `${many} to ${run.targetUrl} failed; most often: ${said} (${worst.code}).`,
    advice: adviceFor({
      outcome: worst.outcome as Outcome,
      code: worst.code,
      message: worst.message,
    }),
  };
}
