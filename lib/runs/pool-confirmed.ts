import type { EndpointChange } from '@/lib/compare/changes';
import type { ComparedEndpoint } from '@/lib/compare/model';
import type { Confirmation } from '@/lib/confirmations/model';
import { changeVerdict, overallChange } from '@/lib/stats/compare/change-verdict';
import {
  COMPARED_METRICS,
  type ComparedMetric,
  type MetricChange,
} from '@/lib/stats/compare/compare-seconds';
import { poolPairs } from '@/lib/stats/compare/pool-pairs';
import { correctedPs, isDeciding } from './deciding-changes';
import type { MergedFigures } from './merged-figures';

type Pooled = Pick<Confirmation, 'endpoints' | 'verdict' | 'pairsNeeded'>;

/** Fewer than this do not show how much runs vary from one to the next. */
export const LEAST_PAIRS = 2;

/** What the pairs say together, by endpoint and metric; each pair is the endpoints' changes of two runs. */
export function poolConfirmed(
  pairs: readonly (readonly EndpointChange[])[],
  merged: MergedFigures,
  margin: number,
): Pooled {
  if (pairs.length === 0) return { endpoints: [], verdict: 'inconclusive' };
  const names = (pairs[0] ?? [])
    .map(({ name }) => name)
    .filter((name) => pairs.every((pair) => pair.some((one) => one.name === name)));
  const found = names.flatMap((name) =>
    COMPARED_METRICS.map((metric) => ({
      ...{ name, metric, ...pooledChange(pairs, name, metric) },
      ...inMs(metric, merged.of(name, metric)),
    })),
  );
  const corrected = correctedPs(found);
  const judged = found.map((change, index) => ({
    ...change,
    verdict:
      pairs.length < LEAST_PAIRS
        ? ('inconclusive' as const)
        : changeVerdict(change, corrected[index], { share: margin }),
  }));
  const endpoints = names.map(
    (name): ComparedEndpoint => ({
      name,
      metrics: judged
        .filter((change) => change.name === name)
        .map(({ name: _name, p: _p, error: _error, ...change }) => change),
      shift: [],
    }),
  );
  const deciding = judged.filter((change) => isDeciding(change) && change.low !== undefined);
  const verdict = overallChange(deciding.map((change) => change.verdict));
  return {
    endpoints,
    verdict,
    ...(verdict === 'inconclusive' ? neededOf(deciding, pairs, margin) : {}),
  };
}

function pooledChange(
  pairs: readonly (readonly EndpointChange[])[],
  name: string,
  metric: ComparedMetric,
): Pick<MetricChange, 'change' | 'low' | 'high' | 'p' | 'error'> {
  const isDifference = metric === 'failureRate';
  const back = isDifference ? (value: number) => value : Math.expm1;
  const changes = pairs.flatMap(
    (pair) =>
      pair.find((one) => one.name === name)?.metrics.find((one) => one.metric === metric) ?? [],
  );
  const pooled = poolPairs(
    changes.flatMap(({ change, error }) =>
      change === undefined || error === undefined
        ? []
        : [{ step: isDifference ? change : Math.log1p(change), error }],
    ),
  );
  if (pooled === undefined) return {};
  const { step, low, high, p, error } = pooled;
  return { p, error, change: back(step), low: back(low), high: back(high) };
}

function inMs(
  metric: ComparedMetric,
  { base, candidate }: { base?: number; candidate?: number },
): { base?: number; candidate?: number } {
  if (metric === 'failureRate' || metric === 'requestsPerSecond') return { base, candidate };
  const ms = (us: number | undefined) => (us === undefined ? undefined : us / 1000);
  return { base: ms(base), candidate: ms(candidate) };
}

/** Intervals shrink with the square root of the number of pairs. */
function neededOf(
  deciding: readonly { metric: ComparedMetric; low?: number; high?: number }[],
  pairs: readonly unknown[],
  margin: number,
): Pick<Pooled, 'pairsNeeded'> {
  const p95 = deciding.find(({ metric }) => metric === 'p95');
  if (p95?.low === undefined || p95.high === undefined) return {};
  const factor = ((p95.high - p95.low) / 2 / margin) ** 2;
  return { pairsNeeded: Math.max(1, Math.ceil((factor - 1) * pairs.length)) };
}
