import { bytes } from '@/lib/format/number';
import { textOf } from '@/lib/format/quantity';
import type { Evidence } from '../evidence';
import type { Finding } from '../finding';
import { findGrowth } from '../signals/find-growth';
import { spanWords } from '../signals/words';

/** A process that starts to work takes some memory: this is more than that. */
const LIMITS = { by: 100e6, share: 0.4, steps: 6 };

/** The target's memory grew and went on growing. */
export function memoryGrowth({ target, seconds }: Evidence): Finding | undefined {
  const { memoryBytes: series } = target;
  const [first, last] = [seconds[0], seconds.at(-1)];
  if (series === undefined || first === undefined || last === undefined) return undefined;
  const points = series.points.filter(({ atMs }) => atMs >= first.atMs && atMs <= last.atMs + 1000);
  const growth = findGrowth(
    points.map(({ value }) => value),
    LIMITS,
  );
  if (growth === undefined) return undefined;
  const span = {
    fromMs: Math.floor(points[growth.from]?.atMs ?? 0),
    toMs: Math.ceil(points[growth.to]?.atMs ?? 0),
  };
  const words = `${textOf(bytes(growth.low))} to ${textOf(bytes(growth.high))}`;
  const perSecond = ((growth.high - growth.low) * 1000) / (span.toMs - span.fromMs);
  const requests = seconds
    .filter(({ atMs }) => atMs >= span.fromMs && atMs < span.toMs)
    .reduce((sum, second) => sum + second.requests, 0);
  const perRequest = (growth.high - growth.low) / Math.max(1, requests);
  return {
    code: 'memory-growth',
    title: 'Memory grew',
    sentence: `From ${spanWords([span])} the target’s memory went from ${words}: ${textOf(bytes(perSecond))} a second, ${textOf(bytes(perRequest))} a request.`,
    confidence: 'high',
    spans: [span],
    restsOn: [{ metric: series.metric, words }],
    ruledOut: [
      'The generator: this is the target’s own figure of its own memory.',
      'One large answer: it grew step by step, not in a leap.',
    ],
    recommendation:
      'Take two heap snapshots under this load and compare them; stream or chunk large exports; set a limit with a circuit breaker before it.',
  };
}
