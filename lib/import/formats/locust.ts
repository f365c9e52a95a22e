import type { ResultFormat } from '../imported-record';
import { csvRows, numberIn } from './text';

/** Locust's `PREFIX_stats.csv`: figures of the whole run by request name. */
export const locustStats: ResultFormat = {
  tool: 'Locust',
  words: 'Locust statistics (PREFIX_stats.csv)',
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
          message: `The Request Count "${cells['Request Count']}" is not a number.`,
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
          meanMs: number('Average Response Time'),
          p50Ms: number('50%'),
          p90Ms: number('90%'),
          p95Ms: number('95%'),
          p99Ms: number('99%'),
          p999Ms: number('99.9%'),
          maxMs: number('Max Response Time'),
        },
      };
    }
    yield {
      kind: 'note',
      text: 'Locust rounds response times above 100 ms to two significant digits before calculating percentiles.',
    };
  },
};

/** Locust's `PREFIX_stats_history.csv`: totals so far, a row a second; the seconds are their differences. */
export const locustHistory: ResultFormat = {
  tool: 'Locust',
  words: 'Locust history (PREFIX_stats_history.csv)',
  detects: (head) => /^\uFEFF?Timestamp,User Count,Type,Name,/.test(head.replaceAll('"', '')),
  async *read(file) {
    let before = { requests: 0, failures: 0 };
    for await (const row of csvRows(file)) {
      if ('problem' in row) {
        yield { kind: 'problem', line: row.line, message: row.problem };
        return;
      }
      const { cells, line } = row;
      const atS = numberIn(cells.Timestamp);
      const requests = numberIn(cells['Total Request Count']);
      const failures = numberIn(cells['Total Failure Count']);
      if (atS === undefined || requests === undefined || failures === undefined) {
        yield { kind: 'problem', line, message: 'Timestamp or totals are not numbers.' };
        continue;
      }
      // With --csv-full-history every name has rows of its own, and "Aggregated" is their sum.
      if (cells.Name !== 'Aggregated') continue;
      yield {
        kind: 'second',
        atMs: atS * 1000,
        endpoint: 'all requests',
        requests: Math.max(0, requests - before.requests),
        failures: Math.max(0, failures - before.failures),
        users: numberIn(cells['User Count']),
      };
      before = { requests, failures };
    }
    yield {
      kind: 'note',
      text: 'Locust’s history has percentiles of the last ten seconds. They cannot be merged and are not imported.',
    };
  },
};
