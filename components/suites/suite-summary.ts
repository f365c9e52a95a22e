import { percent, plural, signedPercent, textOf } from '@/lib/core/number';
import type { BenchmarkView, SuiteView } from '@/lib/suites/model';
import { benchmarkLimit, benchmarkValue } from '@/lib/verdict/model';

type Facts = Pick<SuiteView, 'status' | 'target' | 'done' | 'of' | 'compliance' | 'benchmarks'>;

/** What a suite says: how far it is, or what it met, what not, and where it has no data. */
export function suiteSummary(suite: Facts): string {
  const { status, target, done, of } = suite;
  if (status === 'queued') return `Queued: ${plural(of, 'benchmark')} on ${target}.`;
  if (status === 'running')
    return `Running on ${target}: ${done} of ${plural(of, 'benchmark')} done.`;
  const ended = status === 'finished' ? '' : ` Ended after ${done} of ${plural(of, 'benchmark')}.`;
  return `${outcome(suite)}${ended}`;
}

function outcome({ target, compliance, benchmarks }: Facts): string {
  const judged = benchmarks.filter(({ headline }) => headline || compliance.of === 0);
  const [only] = benchmarks;
  if (only !== undefined && benchmarks.length === 1) return single(only, target);
  const passed = judged.filter(({ result }) => result?.verdict === 'pass');
  const what = compliance.of > 0 ? 'key objectives' : 'objectives';
  return [
    `${passed.length} of ${judged.length} ${what} met on ${target}.`,
    listed('Not met', judged, 'fail', ({ title, result }) => `${title}${beyond(result?.margin)}`),
    listed('No data', judged, 'no-data', ({ title }) => title),
    passed.length === judged.length ? closest(passed) : '',
  ]
    .filter((part) => part !== '')
    .join(' ');
}

function single({ title, limit, result }: BenchmarkView, target: string): string {
  if (result === undefined) return `${title} was not measured on ${target}.`;
  if (result.verdict === 'no-data')
    return `${title} has no data on ${target}. ${result.reason ?? ''}`;
  const met = result.verdict === 'pass' ? 'met' : 'did not meet';
  const value = textOf(benchmarkValue(limit.unit, result.actual));
  return `${title} ${met} its objective on ${target}: ${value}, ${benchmarkLimit(limit)}.`;
}

function listed(
  head: string,
  benchmarks: readonly BenchmarkView[],
  verdict: 'fail' | 'no-data',
  describe: (benchmark: BenchmarkView) => string,
): string {
  const found = benchmarks.filter(({ result }) => result?.verdict === verdict);
  return found.length === 0 ? '' : `${head}: ${found.map(describe).join(', ')}.`;
}

function beyond(margin: number | undefined): string {
  return margin !== undefined && margin < 0 ? ` (${textOf(signedPercent(margin))})` : '';
}

/** Of what is met, that with the least room. */
function closest(passed: readonly BenchmarkView[]): string {
  const [least] = passed
    .filter(({ result }) => result?.margin !== undefined)
    .sort((a, b) => (a.result?.margin ?? 0) - (b.result?.margin ?? 0));
  if (least === undefined) return '';
  return `Smallest margin: ${least.title}, ${textOf(percent(least.result?.margin))}.`;
}
