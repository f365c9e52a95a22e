import { csvRows } from '@/lib/import/formats/text';
import type { ForeignFormat } from '@/lib/import/imported-record';
import { K6_NOTES, k6Sample } from './k6-samples';
import { numberIn } from './number-in';

/** `k6 run --out csv=FILE`: a row for each point of each metric. */
export const k6Csv: ForeignFormat = {
  tool: 'k6',
  words: 'k6, CSV (--out csv)',
  detects: (head) => head.replace(/^\uFEFF/, '').startsWith('metric_name,timestamp,metric_value'),
  async *read(file) {
    yield* K6_NOTES;
    let inSeconds = false;
    for await (const row of csvRows(file)) {
      if ('problem' in row) {
        yield { kind: 'problem', line: row.line, message: row.problem };
        return;
      }
      const { cells, line } = row;
      if (cells.metric_name !== 'http_req_duration') continue;
      const durationMs = numberIn(cells.metric_value);
      const endMs = instantOf(cells.timestamp ?? '');
      inSeconds ||= /^\d{9,10}$/.test(cells.timestamp ?? '');
      if (durationMs === undefined || durationMs < 0 || endMs === undefined)
        yield {
          kind: 'problem',
          line,
          message: `The timestamp "${cells.timestamp}" or the value "${cells.metric_value}" is no number.`,
        };
      else yield k6Sample({ endMs, durationMs, tags: cells });
    }
    if (inSeconds)
      yield {
        kind: 'note',
        text: 'Times were in the file to the second only: when within a second a request ended is not known.',
      };
  },
};

/** K6_CSV_TIME_FORMAT is unix, unix_milli, unix_micro, unix_nano or rfc3339. */
function instantOf(text: string): number | undefined {
  const value = numberIn(text);
  if (value === undefined) {
    const ms = Date.parse(text);
    return Number.isNaN(ms) ? undefined : ms;
  }
  for (const [least, factor] of [
    [1e17, 1e-6],
    [1e14, 1e-3],
    [1e11, 1],
  ] as const)
    if (value >= least) return value * factor;
  return value * 1000;
}
