import { bytes, textOf } from '@/lib/core/number';
import type { Evidence, RoleSeries } from '../evidence';
import type { Finding } from '../model';
import { findGrowth, type GrowthLimits } from '../signals/growth';
import { spanText } from '../signals/labels';
import { median } from '../signals/series';

/** A process that starts to work takes some memory: this is more than that. */
const QUICK = { by: 150e6, share: 0.5, steps: 6 };
/** After a first minute less is enough, if it lasts for two: steps are middle values of ten seconds. */
const SLOW = { by: 50e6, share: 0.2, steps: 12 };
const WARM_UP_MS = 60_000;
const STEP_MS = 10_000;

/** The target's memory grew and went on growing. */
export function memoryGrowth({ target, seconds }: Evidence): Finding | undefined {
  const { memoryBytes: series } = target;
  const [first, last] = [seconds[0], seconds.at(-1)];
  if (series === undefined || first === undefined || last === undefined) return undefined;
  const points = series.points.filter(({ atMs }) => atMs >= first.atMs && atMs <= last.atMs + 1000);
  const growth = grownOf(points, QUICK) ?? grownOf(everyTenSeconds(points, first.atMs), SLOW);
  if (growth === undefined) return undefined;
  const { span } = growth;
  const words = `${textOf(bytes(growth.low))} to ${textOf(bytes(growth.high))}`;
  const perSecond = ((growth.high - growth.low) * 1000) / (span.toMs - span.fromMs);
  const requests = seconds
    .filter(({ atMs }) => atMs >= span.fromMs && atMs < span.toMs)
    .reduce((sum, second) => sum + second.requests, 0);
  const perRequest = (growth.high - growth.low) / Math.max(1, requests);
  return {
    code: 'memory-growth',
    title: 'Memory growing',
    sentence: `From ${spanText([span])} the target’s memory grew from ${words}: ${textOf(bytes(perSecond))} per second, ${textOf(bytes(perRequest))} per request.`,
    confidence: 'high',
    spans: [span],
    restsOn: [{ metric: series.metric, words }],
    ruledOut: [
      'Load generator: the target reports its own memory.',
      'Single large response: memory grew steadily, not in one step.',
    ],
    recommendation:
      'Compare two heap snapshots taken under this load. Stream or chunk large exports, and set a memory limit with a circuit breaker.',
  };
}

type Points = RoleSeries['points'];

function grownOf(points: Points, limits: GrowthLimits) {
  const growth = findGrowth(
    points.map(({ value }) => value),
    limits,
  );
  if (growth === undefined) return undefined;
  const span = {
    fromMs: Math.floor(points[growth.from]?.atMs ?? 0),
    toMs: Math.ceil(points[growth.to]?.atMs ?? 0),
  };
  return { ...growth, span };
}

/** The middle value of every ten seconds, after the first minute. */
function everyTenSeconds(points: Points, startMs: number): Points {
  const groups = new Map<number, number[]>();
  for (const { atMs, value } of points) {
    if (atMs < startMs + WARM_UP_MS) continue;
    const step = Math.floor(atMs / STEP_MS) * STEP_MS;
    groups.set(step, [...(groups.get(step) ?? []), value]);
  }
  return [...groups].map(([step, values]) => ({
    atMs: step + STEP_MS / 2,
    value: median(values) ?? 0,
  }));
}
