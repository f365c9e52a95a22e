import { Histogram } from '@/lib/stats/histogram';
import type { ResultFormat } from '../imported-record';
import { numberIn, textLines } from './text';

const MOST_POINTS = 100_000;

/** HdrHistogram's percentile distribution (.hgrm), values in ms. */
export const hgrm: ResultFormat = {
  tool: 'HdrHistogram',
  words: 'HdrHistogram percentile distribution (.hgrm, values in ms)',
  detects: (head) => /Value\s+Percentile\s+TotalCount/.test(head),
  async *read(file) {
    const histogram = new Histogram();
    const points: [percentile: number, ms: number][] = [];
    let counted = 0;
    let meanMs: number | undefined;
    for await (const { line, text } of textLines(file.open())) {
      const mean = /#\[Mean\s*=\s*([\d.]+)/.exec(text);
      if (mean) meanMs = Number(mean[1]);
      if (text.trim() === '' || text.startsWith('#') || /Value\s+Percentile/.test(text)) continue;
      const [ms, percentile, total] = text
        .trim()
        .split(/[\s,]+/)
        .map(numberIn);
      if (ms === undefined || percentile === undefined || total === undefined || total < counted) {
        yield {
          kind: 'problem',
          line,
          message: 'The line is not a value, a percentile and an increasing count.',
        };
        continue;
      }
      if (points.length === MOST_POINTS) {
        const most = MOST_POINTS.toLocaleString('en');
        yield { kind: 'problem', line, message: `The file has more than ${most} percentiles.` };
        return;
      }
      points.push([percentile, ms]);
      histogram.recordMany(ms * 1000, total - counted);
      counted = total;
    }
    const atPercentile = (q: number) => points.find(([percentile]) => percentile >= q)?.[1];
    yield {
      kind: 'summary',
      endpoint: '',
      requests: counted,
      histogram,
      latency: {
        meanMs,
        p50Ms: atPercentile(0.5),
        p90Ms: atPercentile(0.9),
        p95Ms: atPercentile(0.95),
        p99Ms: atPercentile(0.99),
        p999Ms: atPercentile(0.999),
        maxMs: points.at(-1)?.[1],
      },
    };
    yield {
      kind: 'note',
      text: 'The file contains no timestamps and no failures. Each percentile is the first listed value at or above it.',
    };
  },
};
