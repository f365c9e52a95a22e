import { expect, it } from 'vitest';
import type { SuiteView } from '@/lib/suites/model';
import { suiteJson } from './json/suite';
import { suiteMarkdown } from './markdown';

const SUITE: SuiteView = {
  id: 3,
  status: 'finished',
  isStale: false,
  quick: true,
  target: 'Staging',
  targetUrl: 'http://host/rpc',
  queuedAt: '2026-11-23T10:00:00.000Z',
  startedAt: '2026-11-23T10:00:01.000Z',
  numbers: [5, 6],
  headline: [{ number: 5, title: 'API response', verdict: 'pass' }],
  done: 2,
  of: 2,
  compliance: { passed: 1, failed: 0, noData: 0, of: 1 },
  benchmarks: [
    {
      number: 5,
      slug: 'api-response',
      title: 'API response',
      measures: 'p95 of a status',
      limit: { comparison: 'at most', value: 200, unit: 'ms' },
      headline: true,
      reported: 'p95 145 ms',
      status: 'ended',
      runs: [7],
      result: { verdict: 'pass', actual: 50, margin: 0.75, detail: '400 calls.' },
    },
    {
      number: 6,
      slug: 'memory',
      title: 'Memory',
      measures: 'Growth of memory',
      limit: { comparison: 'at most', value: 500_000_000, unit: 'bytes' },
      headline: false,
      status: 'ended',
      runs: [],
      result: { verdict: 'no-data', reason: 'The target does not expose the metric rss.' },
    },
  ],
};

it('tells a suite as Markdown, with what was seen and what is missing', () => {
  const text = suiteMarkdown(SUITE).replaceAll('\u202f', ' ');
  expect(text).toContain('# Benchmark suite on Staging');
  expect(text).toContain('Quick suite (scaled down) 3 on Staging');
  expect(text).toContain('**1 of 1 key objectives met**');
  expect(text).toContain(
    '| 5 | **API response** | at most 200 ms | 50.0 ms | +75.0 % | pass | p95 145 ms |',
  );
  expect(text).toContain('| 6 | Memory | at most 500 MB | – | – | no-data | – |');
  expect(text).toContain('5. p95 of a status. 400 calls. (run 7)');
  expect(text).toContain('The target does not expose the metric rss. (runs –)');
});

it('tells it as JSON, where what is missing is null', () => {
  const json = suiteJson(SUITE);
  expect(json.benchmarks[1]).toMatchObject({
    verdict: 'no-data',
    actual: null,
    margin: null,
    reported: null,
    runs: [],
  });
  expect(json.suite).toMatchObject({ quick: true, endedAt: null, environment: null });
});
