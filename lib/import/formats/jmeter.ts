import { jtlSample } from '@/lib/interop/import/jtl-sample';
import type { ForeignFormat } from '../imported-record';
import { csvRows } from './text';

/** JMeter's results as CSV, with the header that JMeter writes. */
export const jtlCsv: ForeignFormat = {
  tool: 'JMeter',
  words: 'JMeter, JTL as CSV',
  detects: (head) => {
    const columns = (head.split(/\r?\n/, 1)[0] ?? '').split(/[,;\t]/);
    return ['timeStamp', 'elapsed', 'label', 'success'].every((name) => columns.includes(name));
  },
  async *read(file) {
    for await (const row of csvRows(file)) {
      if ('problem' in row) {
        yield { kind: 'problem', line: row.line, message: row.problem };
        return;
      }
      const { cells, line } = row;
      yield jtlSample({
        line,
        startedMs: cells.timeStamp,
        elapsedMs: cells.elapsed,
        label: cells.label,
        code: cells.responseCode,
        message: cells.failureMessage || cells.responseMessage,
        success: cells.success,
      });
    }
  },
};
