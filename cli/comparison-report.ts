import type { ComparedChange, Comparison } from '@/lib/compare/model';
import { latency } from '@/lib/core/duration';
import { missing, percent, type Quantity, rate, signedPercent, textOf } from '@/lib/core/number';
import { type Column, textTable } from './text-table';

interface Row extends ComparedChange {
  endpoint: string;
}

export const COMPARISON_COLUMNS: Column<Row>[] = [
  { title: 'Endpoint', value: ({ endpoint }) => endpoint },
  { title: 'Metric', value: ({ metric }) => metric },
  { title: 'Baseline', value: ({ metric, base }) => textOf(shownValue(metric, base)), right: true },
  {
    title: 'Candidate',
    value: ({ metric, candidate }) => textOf(shownValue(metric, candidate)),
    right: true,
  },
  { title: 'Change', value: ({ change }) => shareOf(change), right: true },
  {
    title: '95 % interval',
    value: ({ low, high }) => (low === undefined ? '–' : `${shareOf(low)} to ${shareOf(high)}`),
    right: true,
  },
  { title: 'Verdict', value: verdictOf },
];

/** What changed, for a terminal. */
export function comparisonReport(comparison: Comparison): string {
  const { base, candidate, comparability, obstacles, endpoints, margin, verdict } = comparison;
  const differences = comparability.map(
    ({ field, base: a, candidate: b, words }) => `  ${field}: ${a} → ${b}. ${words}`,
  );
  return [
    verdict === undefined
      ? `Run ${candidate.number} against run ${base.number}: not comparable (${obstacles.join(', ')}).`
      : `Run ${candidate.number} against run ${base.number}: ${verdict} (ignoring changes under ${textOf(percent(margin))}).`,
    ...(differences.length === 0 ? [] : ['Differences:', ...differences]),
    '',
    textTable(COMPARISON_COLUMNS, changeRows(endpoints)),
    ...onlyIn('baseline', comparison.onlyInBase),
    ...onlyIn('candidate', comparison.onlyInCandidate),
  ].join('\n');
}

/** Every change that is known, with its endpoint. */
export function changeRows(endpoints: Comparison['endpoints']): Row[] {
  return endpoints.flatMap(({ name, metrics }) =>
    metrics
      .filter((change) => change.base !== undefined || change.candidate !== undefined)
      .map((change) => ({ ...change, endpoint: name || 'all' })),
  );
}

function onlyIn(side: string, names: readonly string[]): string[] {
  return names.length === 0 ? [] : [`Only in the ${side}: ${names.join(', ')}.`];
}

function shownValue(metric: ComparedChange['metric'], value: number | undefined): Quantity {
  if (value === undefined) return missing;
  if (metric === 'failureRate') return percent(value);
  return metric === 'requestsPerSecond' ? rate(value) : latency(value);
}

function shareOf(share: number | undefined): string {
  return share === undefined ? '–' : textOf(signedPercent(share));
}

function verdictOf({ verdict, minutesNeeded, byGenerator }: ComparedChange): string {
  if (verdict === undefined) return '–';
  if (byGenerator) return `${verdict}: within the load generators’ own error`;
  if (!minutesNeeded) return verdict;
  return `${verdict}: needs ~${minutesNeeded} min more data`;
}
