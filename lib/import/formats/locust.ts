import { numberIn } from '@/lib/interop/import/number-in';
import type { ForeignFormat } from '../imported-record';
import { csvRows } from './text';

/** Locust's `PREFIX_stats.csv`: figures of the whole run by request name. */
export const locustStats: ForeignFormat = {
  tool: 'Locust',
  words: 'Locust, statistics (PREFIX_stats.csv)',
  detects: (head) =>
    /^\uFEFF?Type,Name,Request Count,Failure Count,/.test(head.replaceAll('"', '')),
  async *read(file) {
    for await (const row of csvRows(file)) {
      if ('problem' in row) {
        yield { kind: 'problem', line: row.line, message: row.problem };
        return;
      }
      const { cells, line } = row;
      const number = (name: string) => numberIn(cells[name]);
      const requests = number('Request Count');
      if (requests === undefined) {
        yield {
          kind: 'problem',
          line,
          message: `The Request Count "${cells['Request Count']}" is no number.`,
        };
        continue;
      }
      yield {
        kind: 'summary',
        endpoint: cells.Name === 'Aggregated' ? '' : (cells.Name ?? '(no name)'),
        requests,
        failures: number('Failure Count'),
        requestsPerSecond: number('Requests/s'),
        latency: {
          ...{
            meanMs: number('Average Response Time'),
            p50Ms: number('50%'),
            p90Ms: number('90%'),
          },
          ...{ p95Ms: number('95%'), p99Ms: number('99%'), p999Ms: number('99.9%') },
          maxMs: number('Max Response Time'),
        },
      };
    }
    yield {
      kind: 'note',
      text: 'Locust rounds response times above 100 ms to two digits before it takes percentiles.',
    };
  },
};
