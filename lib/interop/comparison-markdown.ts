import type { ComparedChange, Comparison } from '@/lib/compare/model';
import { latency } from '@/lib/core/duration';
import { textOf } from '@/lib/core/number';
import { percent, rate } from '@/lib/format/number';
import { signedPercent } from '@/lib/format/signed-percent';
import type { GateResult } from '@/lib/plan/gates';
import { escaped, gatesMarkdown, markdownTable } from './gates-markdown';

/** A comparison as Markdown: the verdict, in what the runs differ, and every metric of all requests. */
export function comparisonMarkdown(
  comparison: Comparison,
  gates: readonly GateResult[] = [],
): string {
  const { base, candidate, verdict, margin, comparability, endpoints } = comparison;
  const all = endpoints.find(({ name }) => name === '')?.metrics ?? [];
  return [
    `## Run ${candidate.number} compared with run ${base.number}: ${verdict}`,
    ...gatesMarkdown(gates),
    `Changes within ${textOf(percent(margin))} do not matter; intervals of 95 %.`,
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
      all.filter((one) => one.base !== undefined || one.candidate !== undefined).map(row),
    ),
  ].join('\n\n');
}

function row({ metric, base, candidate, change, low, high, verdict }: ComparedChange): string[] {
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
    low === undefined ? '–' : verdict,
  ];
}
