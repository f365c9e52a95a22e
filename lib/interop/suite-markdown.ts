import { textOf } from '@/lib/core/number';
import { signedPercent } from '@/lib/format/signed-percent';
import { benchmarkLimit, benchmarkValue } from '@/lib/plan/benchmark-limit';
import type { GateResult } from '@/lib/plan/gates';
import type { BenchmarkView, SuiteView } from '@/lib/runs/suite-view';
import { gatesMarkdown } from './gates-markdown';

/** A suite as a page of Markdown: the verdicts, what was seen, the machine. */
export function suiteMarkdown(suite: SuiteView, gates: readonly GateResult[] = []): string {
  const { compliance, environment, benchmarks } = suite;
  const kind = suite.quick ? 'Quick suite (scaled down)' : 'Full suite';
  const machine =
    environment === undefined
      ? 'The machine is not known.'
      : `Machine: ${environment.cpu}, ${environment.cores} cores, ${environment.platform}, Node ${environment.node}. Target: ${environment.target ?? 'it does not say what it is'}.`;
  return [
    `# Benchmark suite on ${suite.target}`,
    ...gatesMarkdown(gates),
    `${kind} ${suite.id} on ${suite.target}, ${suite.startedAt ?? 'not started'}: **${compliance.passed} of ${compliance.of} headline objectives met**${compliance.noData > 0 ? `, ${compliance.noData} without data` : ''}.`,
    machine,
    [
      '| # | benchmark | objective | measured | margin | verdict | reported, not measured |',
      '| - | --------- | --------- | -------- | ------ | ------- | ---------------------- |',
      ...benchmarks.map(row),
    ].join('\n'),
    ['What was seen:', '', ...benchmarks.map(seen)].join('\n'),
  ].join('\n\n');
}

function row({
  number,
  title,
  headline,
  limit,
  condition,
  result,
  reported,
}: BenchmarkView): string {
  const cells = [
    `${number}`,
    headline ? `**${title}**` : title,
    [benchmarkLimit(limit), condition].filter(Boolean).join('; '),
    textOf(benchmarkValue(limit.unit, result?.actual)),
    textOf(signedPercent(result?.margin)),
    result?.verdict ?? '–',
    reported ?? '–',
  ];
  return `| ${cells.join(' | ')} |`;
}

function seen({ number, measures, result, runs }: BenchmarkView): string {
  const words = [`${measures}.`, result?.detail, result?.reason].filter(Boolean).join(' ');
  return `${number}. ${words} (${runs.length === 1 ? 'run' : 'runs'} ${runs.join(', ') || '–'})`;
}
