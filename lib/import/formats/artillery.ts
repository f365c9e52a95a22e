import type { ImportedSummary, ResultFormat } from '../imported-record';
import { at, numberIn, wholeJson } from './text';

/** `artillery run --output FILE`: figures of the whole run, and of each ten seconds. */
export const artilleryJson: ResultFormat = {
  tool: 'Artillery',
  words: 'Artillery 2, report (--output)',
  detects: (head) => /^\s*\{\s*"aggregate"\s*:\s*\{/.test(head),
  async *read(file) {
    const json = await wholeJson(file);
    if ('problem' in json) {
      yield { kind: 'problem', message: json.problem };
      return;
    }
    const counters = (at(json.value, 'aggregate', 'counters') ?? {}) as Record<string, unknown>;
    const requests = numberIn(counters['http.requests']);
    if (requests === undefined) {
      yield { kind: 'problem', message: 'The file contains no http.requests counter.' };
      return;
    }
    const first = numberIn(at(json.value, 'aggregate', 'firstCounterAt'));
    const last = numberIn(at(json.value, 'aggregate', 'lastCounterAt'));
    const durationMs = first !== undefined && last !== undefined ? last - first : undefined;
    yield { kind: 'about', startedMs: first, durationMs };
    const failed = Object.entries(counters).filter(
      ([name]) => /^http\.codes\.[45]\d\d$/.test(name) || /^errors\./.test(name),
    );
    yield {
      kind: 'summary',
      endpoint: '',
      requests,
      failures: failed.reduce((sum, [, count]) => sum + (numberIn(count) ?? 0), 0),
      requestsPerSecond: durationMs ? (requests / durationMs) * 1000 : undefined,
      latency: latencyOf(at(json.value, 'aggregate', 'summaries', 'http.response_time')),
    };
    yield {
      kind: 'note',
      text: 'Artillery reports percentiles per ten-second period. They cannot be merged and are not imported.',
    };
  },
};

function latencyOf(summary: unknown): ImportedSummary['latency'] {
  const number = (key: string) => numberIn(at(summary, key));
  return {
    meanMs: number('mean'),
    p50Ms: number('p50') ?? number('median'),
    p90Ms: number('p90'),
    p95Ms: number('p95'),
    p99Ms: number('p99'),
    p999Ms: number('p999'),
    maxMs: number('max'),
  };
}
