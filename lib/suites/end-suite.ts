import type { Store } from '@/lib/store/open-store';
import { type JobRef, moveJob } from '@/lib/store/queue/queue';
import type { SuiteStatus } from './model';

export interface SuiteEnd {
  status: Extract<SuiteStatus, 'finished' | 'stopped' | 'interrupted' | 'failed'>;
  endedAt: Date;
  failureReason?: string;
  /** Environment as JSON. */
  environment?: string | null;
}

/**
 * Ends a suite; benchmarks that have not ended by then are skipped, verdicts so far are kept. Returns whether
 * it was this call that ended it.
 */
export async function endSuite(
  store: Store,
  suite: JobRef<'suite'>,
  { status, ...data }: SuiteEnd,
): Promise<boolean> {
  return store.prisma.$transaction(async (transaction) => {
    if (!(await moveJob(transaction, suite, status, data))) return false;
    await transaction.suiteBenchmark.updateMany({
      where: { suiteId: suite.id, status: { in: ['queued', 'running'] } },
      data: { status: 'skipped' },
    });
    return true;
  });
}
