import { decodeFromCompressedBase64, type Histogram as HdrHistogram } from 'hdr-histogram-js';
import { Histogram } from '@/lib/stats/histogram';
import type { ResultFormat } from '../imported-record';
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
      const decoded = decodedOf(cells[3] ?? '');
      if (fromS === undefined || decoded === undefined) {
        yield { kind: 'problem', line, message: 'The line is not an interval with a histogram.' };
        continue;
      }
      // Intervals count from the start of the log, unless they are instants themselves.
      const atMs = fromS > 1e9 ? fromS * 1000 : baseMs + fromS * 1000;
      yield { kind: 'interval', atMs, endpoint: tag ?? 'all requests', histogram: inUs(decoded) };
    }
    yield {
      kind: 'note',
      text: 'Interval logs contain no failures. Values were read as nanoseconds. Each interval counts at the second in which it starts.',
    };
  },
};

function decodedOf(base64: string): HdrHistogram | undefined {
  try {
    return decodeFromCompressedBase64(base64);
  } catch {
    return undefined;
  }
}

/** Bucket by bucket: the library's own walk is by percentile. */
function inUs(decoded: HdrHistogram): Histogram {
  const histogram = new Histogram();
  let before = 0;
  for (const line of decoded.outputPercentileDistribution(1000, 1).split('\n')) {
    const [value, , total] = line.trim().split(/\s+/).map(numberIn);
    if (value === undefined || total === undefined || line.startsWith('#')) continue;
    if (total > before) histogram.recordMany(value * US_PER_NS, total - before);
    before = Math.max(before, total);
  }
  return histogram;
}
