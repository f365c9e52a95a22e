import { textOf } from '@/lib/core/number';
import { signedPercent } from '@/lib/format/signed-percent';
import { benchmarkLimit, benchmarkValue } from '@/lib/plan/benchmark-limit';
import type { BenchmarkView, SuiteView } from '@/lib/runs/suite-view';
import { type Column, textTable } from './text-table';

const COLUMNS: Column<BenchmarkView>[] = [
  { title: '#', value: ({ number }) => String(number), right: true },
  { title: 'Benchmark', value: ({ title, headline }) => (headline ? `${title} *` : title) },
  { title: 'Objective', value: ({ limit }) => benchmarkLimit(limit) },
  {
    title: 'Measured',
    value: ({ limit, result }) => textOf(benchmarkValue(limit.unit, result?.actual)),
    right: true,
  },
  { title: 'Margin', value: ({ result }) => textOf(signedPercent(result?.margin)), right: true },
  { title: 'Verdict', value: ({ result, status }) => result?.verdict ?? status },
  { title: 'Runs', value: ({ runs }) => runs.join(', ') || '–' },
];

/** How a suite ended, for a terminal. */
export function suiteReport(suite: SuiteView): string {
  const { compliance, benchmarks } = suite;
  const reasons = benchmarks.flatMap(({ number, result }) =>
    result?.reason === undefined ? [] : `${number}: ${result.reason}`,
  );
  const kind = suite.quick ? 'Quick suite (scaled down)' : 'Suite';
  return [
    `${kind} ${suite.id} on ${suite.target}: ${suite.status}. ${compliance.passed} of ${compliance.of} headline objectives (*) met.`,
    ...(suite.failureReason === undefined ? [] : [suite.failureReason]),
    '',
    textTable(COLUMNS, benchmarks),
    ...(reasons.length === 0 ? [] : ['', ...reasons]),
  ].join('\n');
}
