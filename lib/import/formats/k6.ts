import { parseForeignJson } from '@/lib/core/parse-json';
import type { ImportedRecord, ImportedSample, ResultFormat } from '../imported-record';
import { at, csvRows, httpOutcome, numberIn, TOO_LONG, textAt, textLines, wholeJson } from './text';

/** `k6 run --out json=FILE`: a line for each point of each metric. */
export const k6Json: ResultFormat = {
  tool: 'k6',
  words: 'k6 JSON lines (--out json)',
  detects: (head) => /^\s*\{.*"type"\s*:\s*"(Metric|Point)"/.test(head.split('\n', 1)[0] ?? ''),
  async *read(file) {
    yield* K6_NOTES;
    let dropped = 0;
    for await (const { line, text, tooLong } of textLines(file.open())) {
      if (tooLong) yield { kind: 'problem', line, message: TOO_LONG };
      if (tooLong || text.trim() === '') continue;
      // Most points are of other metrics: those are not parsed.
      if (!text.includes('http_req_duration') && !text.includes('dropped_iterations')) {
        if (!text.trimEnd().endsWith('}'))
          yield { kind: 'problem', line, message: 'The line is truncated.' };
        continue;
      }
      let point: unknown;
      try {
        point = parseForeignJson(text);
      } catch {
        yield { kind: 'problem', line, message: 'The line is not valid JSON.' };
        continue;
      }
      if (at(point, 'type') !== 'Point') continue;
      const value = numberIn(at(point, 'data', 'value')) ?? Number.NaN;
      const endMs = Date.parse(textAt(point, 'data', 'time') ?? '');
      if (at(point, 'metric') === 'dropped_iterations') dropped += value || 0;
      if (at(point, 'metric') !== 'http_req_duration') continue;
      if (!Number.isFinite(value) || value < 0 || Number.isNaN(endMs)) {
        yield { kind: 'problem', line, message: 'The point has no valid time and value.' };
        continue;
      }
      yield k6Sample({ endMs, durationMs: value, tags: textsAt(at(point, 'data', 'tags')) });
    }
    if (dropped > 0)
      yield {
        kind: 'note',
        text: `k6 dropped ${dropped.toLocaleString('en')} iterations. The file records when, but not which requests.`,
      };
  },
};

/** Tags that are texts; k6 writes no others. */
function textsAt(tags: unknown): K6Point['tags'] {
  const fields = typeof tags === 'object' && tags !== null ? Object.entries(tags) : [];
  return Object.fromEntries(fields.filter(([, tag]) => typeof tag === 'string'));
}

/** `k6 run --out csv=FILE`: a row for each point of each metric. */
export const k6Csv: ResultFormat = {
  tool: 'k6',
  words: 'k6 CSV (--out csv)',
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
          message: `The timestamp "${cells.timestamp}" or the value "${cells.metric_value}" is not a number.`,
        };
      else yield k6Sample({ endMs, durationMs, tags: cells });
    }
    if (inSeconds)
      yield {
        kind: 'note',
        text: 'The file records times in whole seconds only.',
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

/** `--summary-export FILE`, or what `handleSummary` is given: figures of the whole run. */
export const k6Summary: ResultFormat = {
  tool: 'k6',
  words: 'k6 summary (--summary-export or handleSummary)',
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
      yield { kind: 'problem', message: 'The file contains no http_reqs metric with a count.' };
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
      kind: 'summary',
      endpoint: '',
      requests,
      requestsPerSecond: perSecond,
      failures: number('http_req_failed', 'passes') ?? (rate && Math.round(rate * requests)),
      latency: {
        meanMs: duration('avg'),
        p50Ms: duration('med') ?? duration('p(50)'),
        p90Ms: duration('p(90)'),
        p95Ms: duration('p(95)'),
        p99Ms: duration('p(99)'),
        p999Ms: duration('p(99.9)'),
        maxMs: duration('max'),
      },
    };
    if (rate === undefined)
      yield { kind: 'note', text: 'The file contains no number of failed requests.' };
    if (durationMs === undefined)
      yield {
        kind: 'note',
        text: 'The file contains no duration. It was calculated from count and rate.',
      };
  },
};

const TIMEOUT_CODES = ['1050', '1051', '1052'];

/** What k6 tells of an `http_req_duration`, from JSON tags or CSV columns. */
interface K6Point {
  endMs: number;
  durationMs: number;
  tags: Record<string, string | undefined>;
}

/** k6 writes a request down when it has ended. */
function k6Sample({ endMs, durationMs, tags }: K6Point): ImportedSample {
  const code = tags.error_code ?? '';
  const status = Number(tags.status ?? '') || undefined;
  const failed = tags.expected_response === 'false';
  const error = tags.error || (failed && status === undefined ? 'no response' : '');
  const outcome = TIMEOUT_CODES.includes(code)
    ? 'timeout'
    : failed && status !== undefined
      ? 'httpError'
      : httpOutcome(status, tags.expected_response === 'true' ? '' : error);
  return {
    kind: 'sample',
    startedMs: endMs - durationMs,
    latencyMs: durationMs,
    endpoint: tags.name || [tags.method, tags.url].filter(Boolean).join(' ') || '(no name)',
    outcome,
    ...(outcome === 'ok' ? {} : { code: code || String(status ?? ''), message: tags.error || '' }),
  };
}

/** What no file of k6's samples has. */
const K6_NOTES: ImportedRecord[] = [
  {
    kind: 'note',
    text: 'k6’s http_req_duration starts when a request is sent. It excludes scheduling delay and waiting for a connection.',
  },
];
