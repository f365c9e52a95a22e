import { textOf } from '@/lib/core/number';
import { gateCase } from '@/lib/export/junit';
import { signedPercent } from '@/lib/format/signed-percent';
import { benchmarkLimit, benchmarkValue } from '@/lib/plan/benchmark-limit';
import type { GateResult } from '@/lib/plan/gates';
import type { BenchmarkView, SuiteView } from '@/lib/runs/suite-view';
import { junitDocument, type TestCase } from './junit-document';

/** A suite as JUnit XML: every benchmark as a test case, and the gates that are about all of them. */
export function suiteJunit(suite: SuiteView, gates: readonly GateResult[] = []): string {
  const { startedAt, endedAt } = suite;
  return junitDocument({
    name: `${suite.quick ? 'Quick suite' : 'Suite'} ${suite.id} on ${suite.target}`,
    className: 'plimsoll.suite',
    startedAt,
    ms: startedAt && endedAt ? Date.parse(endedAt) - Date.parse(startedAt) : undefined,
    cases: [
      ...suite.benchmarks.map(benchmarkCase),
      ...gates.filter(({ gate }) => gate !== 'sla').map(gateCase),
    ],
  });
}

function benchmarkCase({ title, limit, result, status }: BenchmarkView): TestCase {
  const name = `${title}: ${benchmarkLimit(limit)}`;
  switch (result?.verdict) {
    case undefined:
      return { name, skipped: `It is ${status}.` };
    case 'pass':
      return { name };
    case 'no-data':
      return { name, skipped: result.reason ?? 'There is no data.' };
    case 'fail': {
      const measured = textOf(benchmarkValue(limit.unit, result.actual));
      return {
        name,
        failure: `Measured ${measured}, margin ${textOf(signedPercent(result.margin))}.`,
      };
    }
  }
}
