import { K6_NOTES, k6Sample } from '@/lib/interop/import/k6-samples';
import { textLines } from '@/lib/interop/import/text-lines';
import { at } from '@/lib/interop/import/whole-json';
import type { ForeignFormat } from '../imported-record';

/** `k6 run --out json=FILE`: a line for each point of each metric. */
export const k6Json: ForeignFormat = {
  tool: 'k6',
  words: 'k6, JSON lines (--out json)',
  detects: (head) => /^\s*\{.*"type"\s*:\s*"(Metric|Point)"/.test(head.split('\n', 1)[0] ?? ''),
  async *read(file) {
    yield* K6_NOTES;
    let dropped = 0;
    for await (const { line, text, tooLong } of textLines(file.open())) {
      if (tooLong) yield { kind: 'problem', line, message: 'The line is longer than 1 MB.' };
      if (tooLong || text.trim() === '') continue;
      // Most points are of other metrics: those are not parsed.
      if (!text.includes('http_req_duration') && !text.includes('dropped_iterations')) {
        if (!text.trimEnd().endsWith('}'))
          yield { kind: 'problem', line, message: 'The line is cut off.' };
        continue;
      }
      let point: unknown;
      try {
        point = JSON.parse(text);
      } catch {
        yield { kind: 'problem', line, message: 'The line is not whole JSON.' };
        continue;
      }
      if (at(point, 'type') !== 'Point') continue;
      const value = Number(at(point, 'data', 'value'));
      const endMs = Date.parse(String(at(point, 'data', 'time')));
      if (at(point, 'metric') === 'dropped_iterations') dropped += value;
      if (at(point, 'metric') !== 'http_req_duration') continue;
      if (!Number.isFinite(value) || value < 0 || Number.isNaN(endMs)) {
        yield { kind: 'problem', line, message: 'The point has no usable time and value.' };
        continue;
      }
      const tags = (at(point, 'data', 'tags') ?? {}) as Record<string, string>;
      yield k6Sample({ endMs, durationMs: value, tags });
    }
    if (dropped > 0)
      yield {
        kind: 'note',
        text: `k6 dropped ${dropped.toLocaleString('en')} iterations; when is in the file, but which requests they were is not.`,
      };
  },
};
