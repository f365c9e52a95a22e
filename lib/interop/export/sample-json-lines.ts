import type { ExportedSample } from '@/lib/export/sample-rows';

/** A line of JSON for each sample, with the columns of a CSV as its fields. */
export function sampleJsonLines(samples: readonly ExportedSample[]): string {
  return samples.map((sample) => `${JSON.stringify(sample)}\n`).join('');
}
