import type { ForeignFormat } from '@/lib/import/imported-record';
import { numberIn } from './number-in';
import { at, wholeJson } from './whole-json';

/** `--summary-export FILE`, or what `handleSummary` is given: figures of the whole run. */
export const k6Summary: ForeignFormat = {
  tool: 'k6',
  words: 'k6, summary (--summary-export or handleSummary)',
  detects: (head) => /^\s*\{/.test(head) && /"http_req_duration(\{[^"]*\})?"\s*:\s*\{/.test(head),
  async *read(file) {
    const json = await wholeJson(file);
    if ('problem' in json) {
      yield { kind: 'problem', message: json.problem };
      return;
    }
    // handleSummary has each metric's figures one level deeper.
    const metric = (name: string) => {
      const found = at(json.value, 'metrics', name);
      return at(found, 'values') ?? found;
    };
    const number = (name: string, key: string) => numberIn(at(metric(name), key));
    const requests = number('http_reqs', 'count');
    if (requests === undefined) {
      yield { kind: 'problem', message: 'The file has no metric http_reqs with a count.' };
      return;
    }
    const rate = number('http_req_failed', 'rate') ?? number('http_req_failed', 'value');
    const durationMs = numberIn(at(json.value, 'state', 'testRunDurationMs'));
    const perSecond = number('http_reqs', 'rate');
    yield {
      kind: 'about',
      durationMs: durationMs ?? (perSecond ? (requests / perSecond) * 1000 : undefined),
    };
    const duration = (key: string) => number('http_req_duration', key);
    yield {
      ...{ kind: 'summary', endpoint: '', requests, requestsPerSecond: perSecond },
      failures: number('http_req_failed', 'passes') ?? (rate && Math.round(rate * requests)),
      latency: {
        ...{ meanMs: duration('avg'), p50Ms: duration('med') ?? duration('p(50)') },
        ...{ p90Ms: duration('p(90)'), p95Ms: duration('p(95)'), p99Ms: duration('p(99)') },
        ...{ p999Ms: duration('p(99.9)'), maxMs: duration('max') },
      },
    };
    if (rate === undefined)
      yield { kind: 'note', text: 'How many requests failed was not in the file.' };
    if (durationMs === undefined)
      yield { kind: 'note', text: 'The length is count over rate: it was not in the file itself.' };
  },
};
