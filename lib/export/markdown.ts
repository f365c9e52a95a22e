import type { ComparedChange, Comparison } from '@/lib/compare/model';
import { latency, span } from '@/lib/core/duration';
import { count, percent, plural, rate, signedPercent, textOf } from '@/lib/core/number';
import { limitLabel, objectiveName, objectiveValue } from '@/lib/plan/objective';
import type { RunDetail } from '@/lib/runs/model';
import type { BenchmarkView, SuiteView } from '@/lib/suites/model';
import { benchmarkLimit, benchmarkValue } from '@/lib/verdict/model';
import type { GateResult } from './gates';

/** A run as Markdown, short enough for a job's summary or a pull request: gates, figures, objectives, findings. */
export function runMarkdown(run: RunDetail, gates: readonly GateResult[] = []): string {
  const { state, environment } = run;
  const { totals, overall } = state;
  return [
    `## Run ${run.number}: ${escaped(run.scenario.name)} on ${escaped(run.target.name)}`,
    ...gatesMarkdown(gates),
    `${state.status}, ${run.validity?.validity ?? 'not evaluated'}: ${plural(totals.requests, 'request')} in ${span(state.progress.elapsedMs)} (${textOf(rate(totals.requestsPerSecond))}), p50 ${textOf(latency(overall.response.p50Ms))}, p95 ${textOf(latency(overall.response.p95Ms))}, p99 ${textOf(latency(overall.response.p99Ms))}, error rate ${textOf(percent(totals.failureRate))}.`,
    ...objectives(run),
    ...findings(run),
    markdownTable(
      ['endpoint', 'requests', 'error rate', 'p50', 'p95', 'p99'],
      state.endpoints.map(({ name, requests, failureRate, response }) => [
        `\`${name.replaceAll('`', "'")}\``,
        count(requests),
        textOf(percent(failureRate)),
        ...[response.p50Ms, response.p95Ms, response.p99Ms].map((ms) => textOf(latency(ms))),
      ]),
    ),
    [
      `Plan \`${run.planHash}\`, seed ${run.seed}`,
      environment === undefined
        ? undefined
        : `${environment.cpu}, ${environment.cores} cores, Node ${environment.node}`,
    ]
      .filter((part) => part !== undefined)
      .join('; ')
      .concat('.'),
  ].join('\n\n');
}

function objectives({ judgement }: RunDetail): string[] {
  if (judgement === undefined || judgement.verdicts.length === 0) return [];
  const rows = judgement.verdicts.map(({ objective, actual, margin, verdict }) => [
    objectiveName(objective),
    limitLabel(objective),
    actual === undefined
      ? '–'
      : textOf(objective.over === 'seconds' ? percent(actual) : objectiveValue(objective, actual)),
    textOf(signedPercent(margin)),
    verdict,
  ]);
  return [markdownTable(['objective', 'limit', 'measured', 'margin', 'verdict'], rows)];
}

function findings({ findings: found }: RunDetail): string[] {
  if (found === undefined || found.length === 0) return [];
  return [
    found
      .map(
        ({ title, sentence, recommendation }) =>
          `- **${escaped(title)}.** ${escaped(sentence)} ${escaped(recommendation)}`,
      )
      .join('\n'),
  ];
}

/** A suite as a page of Markdown: the verdicts, what was seen, the machine. */
export function suiteMarkdown(suite: SuiteView, gates: readonly GateResult[] = []): string {
  const { compliance, environment, benchmarks } = suite;
  const kind = suite.quick ? 'Quick suite (scaled down)' : 'Full suite';
  const machine =
    environment === undefined
      ? 'Machine: unknown.'
      : `Machine: ${environment.cpu}, ${environment.cores} cores, ${environment.platform}, Node ${environment.node}. Target: ${environment.target ?? 'unknown'}.`;
  return [
    `# Benchmark suite on ${suite.target}`,
    ...gatesMarkdown(gates),
    `${kind} ${suite.id} on ${suite.target}, ${suite.startedAt ?? 'not started'}: **${compliance.passed} of ${compliance.of} key objectives met**${compliance.noData > 0 ? `, ${compliance.noData} without data` : ''}.`,
    machine,
    [
      '| # | benchmark | objective | measured | margin | verdict | published figure, not measured |',
      '| - | --------- | --------- | -------- | ------ | ------- | ------------------------------ |',
      ...benchmarks.map(row),
    ].join('\n'),
    ['Observations:', '', ...benchmarks.map(seen)].join('\n'),
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

/** A comparison as Markdown: the verdict, in what the runs differ, and every metric of all requests. */
export function comparisonMarkdown(
  comparison: Comparison,
  gates: readonly GateResult[] = [],
): string {
  const { base, candidate, verdict, margin, comparability, obstacles, endpoints } = comparison;
  const all = endpoints.find(({ name }) => name === '')?.metrics ?? [];
  return [
    `## Run ${candidate.number} compared with run ${base.number}: ${verdict ?? `not comparable (${obstacles.join(', ')})`}`,
    ...gatesMarkdown(gates),
    `Changes under ${textOf(percent(margin))} are ignored; 95 % confidence intervals.`,
    ...(comparability.length === 0
      ? []
      : [
          comparability
            .map(
              ({ field, base: from, candidate: to, words }) =>
                `- ${escaped(field)}: ${escaped(from)} → ${escaped(to)}. ${escaped(words)}`,
            )
            .join('\n'),
        ]),
    markdownTable(
      ['metric', `run ${base.number}`, `run ${candidate.number}`, 'change', 'interval', 'verdict'],
      all.filter((one) => one.base !== undefined || one.candidate !== undefined).map(comparisonRow),
    ),
  ].join('\n\n');
}

function comparisonRow({
  metric,
  base,
  candidate,
  change,
  low,
  high,
  verdict,
}: ComparedChange): string[] {
  const shown = (value: number | undefined) => {
    if (metric === 'failureRate') return textOf(percent(value));
    return textOf(metric === 'requestsPerSecond' ? rate(value) : latency(value));
  };
  const share = (value: number | undefined) => textOf(signedPercent(value));
  return [
    metric,
    shown(base),
    shown(candidate),
    share(change),
    low === undefined ? '–' : `${share(low)} to ${share(high)}`,
    low === undefined ? '–' : (verdict ?? '–'),
  ];
}

/** The gates as a list, for the head of a summary; empty where none was asked for. */
function gatesMarkdown(gates: readonly GateResult[]): string[] {
  if (gates.length === 0) return [];
  return [
    gates
      .map(
        ({ gate, passed, words }) =>
          `- ${passed ? '✅' : '❌'} **${gate}** ${passed ? 'passed' : 'failed'}: ${escaped(words)}`,
      )
      .join('\n'),
  ];
}

/** What comes from a target or a user must not become a table or a heading. */
function escaped(text: string): string {
  return text.replaceAll(/[\r\n]+/g, ' ').replaceAll(/([\\`*_{}[\]<>|#])/g, '\\$1');
}

/** Rows of cells as a Markdown table. */
function markdownTable(heads: readonly string[], rows: readonly (readonly string[])[]) {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(heads), line(heads.map(() => '---')), ...rows.map(line)].join('\n');
}
