import type { ResultFormat } from '../imported-record';
import { at, numberIn, textAt, wholeJson } from './text';

/** `autocannon --json`: figures of the whole run. */
export const autocannonJson: ResultFormat = {
  tool: 'autocannon',
  words: 'autocannon, JSON (--json)',
  detects: (head) => /"connections"\s*:/.test(head) && /"p97_5"\s*:/.test(head),
  async *read(file) {
    const json = await wholeJson(file);
    if ('problem' in json) {
      yield { kind: 'problem', message: json.problem };
      return;
    }
    const number = (...path: string[]) => numberIn(at(json.value, ...path));
    const [answers, errors = 0] = [number('requests', 'total'), number('errors')];
    const seconds = number('duration');
    if (answers === undefined || seconds === undefined) {
      yield { kind: 'problem', message: 'The file contains no requests.total and duration.' };
      return;
    }
    const started = Date.parse(textAt(json.value, 'start') ?? '');
    yield {
      kind: 'about',
      target: textAt(json.value, 'url') || undefined,
      durationMs: seconds * 1000,
      scenario: textAt(json.value, 'title') || undefined,
      startedMs: Number.isNaN(started) ? undefined : started,
    };
    const latency = (key: string) => number('latency', key);
    yield {
      kind: 'summary',
      endpoint: '',
      requests: answers + errors,
      failures: errors + (number('non2xx') ?? 0),
      requestsPerSecond: seconds > 0 ? (answers + errors) / seconds : undefined,
      latency: {
        meanMs: latency('average'),
        p50Ms: latency('p50'),
        p90Ms: latency('p90'),
        p99Ms: latency('p99'),
        p999Ms: latency('p99_9'),
        maxMs: latency('max'),
      },
    };
    yield {
      kind: 'note',
      text: 'autocannon reports p90 and p97.5, but no p95. Latencies are in whole milliseconds. Requests include responses and errors.',
    };
  },
};
