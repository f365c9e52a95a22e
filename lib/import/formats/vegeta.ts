import { parseForeignJson } from '@/lib/core/parse-json';
import type { ResultFormat } from '../imported-record';
import { at, httpOutcome, numberIn, TOO_LONG, textAt, textLines, wholeJson } from './text';

const NS_PER_MS = 1e6;

/** `vegeta encode`: a line of JSON for each request. */
export const vegetaJson: ResultFormat = {
  tool: 'vegeta',
  words: 'vegeta results as JSON lines (vegeta encode)',
  detects: (head) => {
    const line = head.split('\n', 1)[0] ?? '';
    return /"attack"\s*:/.test(line) && /"latency"\s*:/.test(line) && /"timestamp"\s*:/.test(line);
  },
  async *read(file) {
    for await (const { line, text, tooLong } of textLines(file.open())) {
      if (tooLong) yield { kind: 'problem', line, message: TOO_LONG };
      if (tooLong || text.trim() === '') continue;
      let result: unknown;
      try {
        result = parseForeignJson(text);
      } catch {
        yield { kind: 'problem', line, message: 'The line is not valid JSON.' };
        continue;
      }
      const startedMs = Date.parse(textAt(result, 'timestamp') ?? '');
      const latencyNs = numberIn(at(result, 'latency'));
      if (Number.isNaN(startedMs) || latencyNs === undefined || latencyNs < 0) {
        yield { kind: 'problem', line, message: 'The result has no valid timestamp and latency.' };
        continue;
      }
      const [status, error] = [numberIn(at(result, 'code')), textAt(result, 'error') ?? ''];
      const outcome = httpOutcome(status, error);
      yield {
        kind: 'sample',
        startedMs,
        latencyMs: latencyNs / NS_PER_MS,
        outcome,
        endpoint: endpointOf(at(result, 'method'), at(result, 'url')),
        ...(outcome === 'ok' ? {} : { code: String(status || ''), message: error }),
      };
    }
  },
};

function endpointOf(method: unknown, url: unknown): string {
  const text = typeof url === 'string' ? url : '';
  const path = URL.canParse(text) ? new URL(text).pathname : text;
  return (
    [method, path].filter((part) => typeof part === 'string' && part !== '').join(' ') ||
    '(no name)'
  );
}

/** `vegeta report -type=json`: figures of the whole run. */
export const vegetaReport: ResultFormat = {
  tool: 'vegeta',
  words: 'vegeta report (-type=json)',
  detects: (head) => /"latencies"\s*:/.test(head) && /"status_codes"\s*:/.test(head),
  async *read(file) {
    const json = await wholeJson(file);
    if ('problem' in json) {
      yield { kind: 'problem', message: json.problem };
      return;
    }
    const requests = numberIn(at(json.value, 'requests'));
    if (requests === undefined) {
      yield { kind: 'problem', message: 'The file contains no number of requests.' };
      return;
    }
    const ms = (...path: string[]) => {
      const ns = numberIn(at(json.value, ...path));
      return ns === undefined ? undefined : ns / NS_PER_MS;
    };
    const started = Date.parse(textAt(json.value, 'earliest') ?? '');
    const durationMs = (ms('duration') ?? 0) + (ms('wait') ?? 0);
    yield { kind: 'about', durationMs, startedMs: Number.isNaN(started) ? undefined : started };
    const success = numberIn(at(json.value, 'success'));
    yield {
      kind: 'summary',
      endpoint: '',
      requests,
      failures: success === undefined ? undefined : Math.round(requests * (1 - success)),
      requestsPerSecond: durationMs > 0 ? (requests / durationMs) * 1000 : undefined,
      latency: {
        meanMs: ms('latencies', 'mean'),
        p50Ms: ms('latencies', '50th'),
        p90Ms: ms('latencies', '90th'),
        p95Ms: ms('latencies', '95th'),
        p99Ms: ms('latencies', '99th'),
        maxMs: ms('latencies', 'max'),
      },
    };
  },
};
