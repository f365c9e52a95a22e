import { EXPORT_FORMAT_NAMES, type ExportFormat } from '@/lib/export/model';
import { Histogram } from '@/lib/stats/histogram';
import type { Store } from '@/lib/store/open-store';

const ALL = -1;
const OF_SAMPLES: readonly ExportFormat[] = ['csv', 'jsonl', 'parquet'];

/**
 * What a run can be exported as: one imported from figures alone has no requests to write, and where no
 * request had a latency, there is no distribution. Of a run under way, all of them.
 */
export async function exportFormatsOf(store: Store, number: number): Promise<ExportFormat[]> {
  const run = await store.prisma.run.findUnique({
    where: { id: number },
    select: {
      source: true,
      samplesRemovedAt: true,
      samples: { take: 1, select: { sequence: true } },
      summaries: { where: { endpoint: ALL }, select: { response: true } },
    },
  });
  if (run === null) return [];
  const hasSamples =
    run.samplesRemovedAt === null && (run.source === null || run.samples.length > 0);
  const hasLatencies = run.summaries.every(({ response }) => Histogram.decode(response).count > 0);
  return EXPORT_FORMAT_NAMES.filter((format) =>
    OF_SAMPLES.includes(format) ? hasSamples : format !== 'hgrm' || hasLatencies,
  );
}
