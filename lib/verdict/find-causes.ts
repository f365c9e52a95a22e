import type { Evidence, Rule } from './evidence';
import {
  type Confidence,
  FINDING_CODES,
  type Finding,
  type FindingCode,
  type FindingSpan,
} from './model';
import { errors } from './rules/errors';
import { generatorSaturated } from './rules/generator-saturated';
import { jobQueueGrowing } from './rules/job-queue-growing';
import { latencyRaised } from './rules/latency-raised';
import { memoryGrowth } from './rules/memory-growth';
import { periodicPauses } from './rules/periodic-pauses';
import { poolExhaustion } from './rules/pool-exhaustion';
import { queueFull } from './rules/queue-full';
import { rateLimiting } from './rules/rate-limiting';
import { slowMethod } from './rules/slow-method';
import { slowWrites } from './rules/slow-writes';
import { standstill } from './rules/standstill';
import { throughputCeiling } from './rules/throughput-ceiling';
import { timeoutCliff } from './rules/timeout-cliff';

export const RULES: Record<FindingCode, Rule> = {
  'generator-saturated': generatorSaturated,
  'periodic-pauses': periodicPauses,
  standstill,
  'slow-writes': slowWrites,
  'pool-exhaustion': poolExhaustion,
  'rate-limiting': rateLimiting,
  'queue-full': queueFull,
  'slow-method': slowMethod,
  errors,
  'memory-growth': memoryGrowth,
  'timeout-cliff': timeoutCliff,
  'throughput-ceiling': throughputCeiling,
  'latency-raised': latencyRaised,
  'job-queue-growing': jobQueueGrowing,
};

/** What a cause brings with it, when it is seen at the same time. */
const EXPLAINS: Partial<Record<FindingCode, readonly FindingCode[]>> = {
  'periodic-pauses': [
    'standstill',
    'latency-raised',
    'pool-exhaustion',
    'slow-writes',
    'slow-method',
  ],
  standstill: ['latency-raised', 'pool-exhaustion', 'slow-writes', 'slow-method', 'timeout-cliff'],
  'slow-writes': [
    ...(['pool-exhaustion', 'slow-method', 'latency-raised', 'timeout-cliff'] as const),
    ...(['throughput-ceiling', 'job-queue-growing'] as const),
  ],
  'pool-exhaustion': ['slow-method', 'latency-raised', 'timeout-cliff', 'throughput-ceiling'],
  'rate-limiting': ['throughput-ceiling', 'slow-method'],
  'queue-full': ['job-queue-growing', 'slow-method'],
  'slow-method': ['throughput-ceiling', 'timeout-cliff'],
  'memory-growth': ['latency-raised', 'slow-method'],
  'timeout-cliff': ['latency-raised'],
  'throughput-ceiling': ['latency-raised'],
};

const SLACK_MS = 5000;
const CONFIDENCE_ORDER: readonly Confidence[] = ['high', 'medium', 'low'];
const DOUBT = ' The load generator was saturated in this run, so confidence is low.';

/**
 * What limited a run, the likeliest cause first: the generator before all others, then by confidence. What
 * a cause that is seen at the same time brings with it is left out. Empty: nothing was found.
 */
export function findCauses(evidence: Evidence): Finding[] {
  const found = FINDING_CODES.flatMap((code) => RULES[code](evidence) ?? []);
  const causes = found.filter((finding) => !found.some((other) => explains(other, finding)));
  const [generator] = causes.filter(({ code }) => code === 'generator-saturated');
  const others = causes.filter((finding) => finding !== generator).sort(byConfidence);
  if (generator === undefined) return others;
  return [generator, ...others.map(doubted)];
}

function explains(cause: Finding, finding: Finding): boolean {
  return EXPLAINS[cause.code]?.includes(finding.code) === true && isWithin(finding, cause);
}

/** Whether most of a finding's time is at, or just after, the cause's. */
function isWithin({ spans }: Finding, cause: Finding): boolean {
  const near = ({ fromMs, toMs }: FindingSpan) =>
    cause.spans.some((span) => fromMs <= span.toMs + SLACK_MS && toMs >= span.fromMs - SLACK_MS);
  return spans.filter(near).length * 2 >= spans.length;
}

function byConfidence(a: Finding, b: Finding): number {
  return CONFIDENCE_ORDER.indexOf(a.confidence) - CONFIDENCE_ORDER.indexOf(b.confidence);
}

function doubted(finding: Finding): Finding {
  return { ...finding, confidence: 'low', sentence: `${finding.sentence}${DOUBT}` };
}
