import type { ResultFormat } from '../imported-record';
import { csvRows, numberIn } from './text';

/** `ab -g FILE`: a row for each request, sorted by how long it took. */
export const abTsv: ResultFormat = {
  tool: 'ab',
  words: 'ab, gnuplot file (-g)',
  detects: (head) => head.startsWith('starttime\tseconds\tctime\tdtime\tttime\twait'),
  async *read(file) {
    for await (const row of csvRows(file, '\t')) {
      if ('problem' in row) {
        yield { kind: 'problem', line: row.line, message: row.problem };
        return;
      }
      const [seconds, latencyMs] = [numberIn(row.cells.seconds), numberIn(row.cells.ttime)];
      if (seconds === undefined || latencyMs === undefined || latencyMs < 0)
        yield { kind: 'problem', line: row.line, message: 'seconds or ttime is not a number.' };
      else {
        const startedMs = seconds * 1000;
        yield { kind: 'sample', startedMs, latencyMs, endpoint: 'all requests', outcome: 'ok' };
      }
    }
    yield {
      kind: 'note',
      text: 'ab records start times in whole seconds and durations in whole milliseconds, and does not record failures.',
    };
  },
};
