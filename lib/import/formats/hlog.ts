import { Histogram } from '@/lib/stats/histogram';
import type { ResultFormat } from '../imported-record';
import { hdrBuckets } from './hdr-histogram';
import { numberIn, TOO_LONG, textLines } from './text';

const US_PER_NS = 1e-3;
/** Of an interval, packed: it may unfold to a thousand times as much. */
const LARGEST = 64_000;

/** HdrHistogram's interval log (.hlog), values in nanoseconds as its recorders write them. */
export const hlog: ResultFormat = {
  tool: 'HdrHistogram',
  words: 'HdrHistogram interval log (.hlog, values in ns)',
  detects: (head) =>
    /^#\[?(Histogram log format|Logged with|StartTime)/m.test(head) ||
    /,HIST[A-Za-z0-9+/]/.test(head),
  async *read(file) {
    let baseMs = 0;
    for await (const { line, text, tooLong } of textLines(file.open())) {
      if (tooLong) {
        yield { kind: 'problem', line, message: TOO_LONG };
        continue;
      }
      const start = /^#\[StartTime:\s*([\d.]+)/.exec(text);
      if (start) baseMs = Number(start[1]) * 1000;
      if (text.trim() === '' || /^[#"]/.test(text)) continue;
      const cells = text.split(',');
      const tag = cells[0]?.startsWith('Tag=') ? cells.shift()?.slice(4) : undefined;
      const fromS = numberIn(cells[0]);
      if ((cells[3]?.length ?? 0) > LARGEST) {
        const message = `The histogram is larger than ${LARGEST / 1000} kB. Log with fewer significant digits.`;
        yield { kind: 'problem', line, message };
        continue;
      }
      const histogram = histogramOf(cells[3] ?? '');
      if (fromS === undefined || histogram === undefined) {
        yield { kind: 'problem', line, message: 'The line is not an interval with a histogram.' };
        continue;
      }
      // Intervals count from the start of the log, unless they are instants themselves.
      const atMs = fromS > 1e9 ? fromS * 1000 : baseMs + fromS * 1000;
      yield { kind: 'interval', atMs, endpoint: tag ?? 'all requests', histogram };
    }
    yield {
      kind: 'note',
      text: 'Interval logs contain no failures. Values were read as nanoseconds. Each interval counts at the second in which it starts.',
    };
  },
};

/** In µs; undefined for what is no histogram. */
function histogramOf(base64: string): Histogram | undefined {
  try {
    const histogram = new Histogram();
    for (const { value, count } of hdrBuckets(base64))
      histogram.recordMany(value * US_PER_NS, count);
    return histogram;
  } catch {
    return undefined;
  }
}
