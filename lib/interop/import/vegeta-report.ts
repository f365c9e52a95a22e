import type { ForeignFormat } from '@/lib/import/imported-record';
import { numberIn } from './number-in';
import { at, wholeJson } from './whole-json';

const NS_PER_MS = 1e6;

/** `vegeta report -type=json`: figures of the whole run. */
export const vegetaReport: ForeignFormat = {
  tool: 'vegeta',
  words: 'vegeta, report (-type=json)',
  detects: (head) => /"latencies"\s*:/.test(head) && /"status_codes"\s*:/.test(head),
  async *read(file) {
    const json = await wholeJson(file);
    if ('problem' in json) {
      yield { kind: 'problem', message: json.problem };
      return;
    }
    const requests = numberIn(at(json.value, 'requests'));
    if (requests === undefined) {
      yield { kind: 'problem', message: 'The file has no number of requests.' };
      return;
    }
    const ms = (...path: string[]) => {
      const ns = numberIn(at(json.value, ...path));
      return ns === undefined ? undefined : ns / NS_PER_MS;
    };
    const started = Date.parse(String(at(json.value, 'earliest')));
    const durationMs = (ms('duration') ?? 0) + (ms('wait') ?? 0);
    yield { kind: 'about', durationMs, startedMs: Number.isNaN(started) ? undefined : started };
    const success = numberIn(at(json.value, 'success'));
    yield {
      ...{ kind: 'summary', endpoint: '', requests },
      failures: success === undefined ? undefined : Math.round(requests * (1 - success)),
      requestsPerSecond: durationMs > 0 ? (requests / durationMs) * 1000 : undefined,
      latency: {
        ...{ meanMs: ms('latencies', 'mean'), p50Ms: ms('latencies', '50th') },
        ...{ p90Ms: ms('latencies', '90th'), p95Ms: ms('latencies', '95th') },
        ...{ p99Ms: ms('latencies', '99th'), maxMs: ms('latencies', 'max') },
      },
    };
  },
};
