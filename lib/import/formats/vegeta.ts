import { httpOutcome } from '@/lib/interop/import/http-outcome';
import { numberIn } from '@/lib/interop/import/number-in';
import { textLines } from '@/lib/interop/import/text-lines';
import { at } from '@/lib/interop/import/whole-json';
import type { ForeignFormat } from '../imported-record';

const NS_PER_MS = 1e6;

/** `vegeta encode`: a line of JSON for each request. */
export const vegetaJson: ForeignFormat = {
  tool: 'vegeta',
  words: 'vegeta, results as JSON lines (vegeta encode)',
  detects: (head) => {
    const line = head.split('\n', 1)[0] ?? '';
    return /"attack"\s*:/.test(line) && /"latency"\s*:/.test(line) && /"timestamp"\s*:/.test(line);
  },
  async *read(file) {
    for await (const { line, text, tooLong } of textLines(file.open())) {
      if (tooLong) yield { kind: 'problem', line, message: 'The line is longer than 1 MB.' };
      if (tooLong || text.trim() === '') continue;
      let result: unknown;
      try {
        result = JSON.parse(text);
      } catch {
        yield { kind: 'problem', line, message: 'The line is not whole JSON.' };
        continue;
      }
      const startedMs = Date.parse(String(at(result, 'timestamp')));
      const latencyNs = numberIn(at(result, 'latency'));
      if (Number.isNaN(startedMs) || latencyNs === undefined || latencyNs < 0) {
        yield { kind: 'problem', line, message: 'The result has no usable timestamp and latency.' };
        continue;
      }
      const [status, error] = [numberIn(at(result, 'code')), String(at(result, 'error') ?? '')];
      const outcome = httpOutcome(status, error);
      yield {
        ...{ kind: 'sample', startedMs, latencyMs: latencyNs / NS_PER_MS, outcome },
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
