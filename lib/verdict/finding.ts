export const FINDING_CODES = [
  'generator-saturated',
  'periodic-pauses',
  'standstill',
  'slow-writes',
  'pool-exhaustion',
  'rate-limiting',
  'queue-full',
  'slow-method',
  'errors',
  'memory-growth',
  'timeout-cliff',
  'throughput-ceiling',
  'latency-raised',
  'job-queue-growing',
] as const;
export type FindingCode = (typeof FINDING_CODES)[number];

export type Confidence = 'high' | 'medium' | 'low';

/** A part of a run, ms from its start. */
export interface FindingSpan {
  fromMs: number;
  toMs: number;
}

/** What limited a run, or went wrong in it, and what says so. */
export interface Finding {
  code: FindingCode;
  title: string;
  /** What was seen, with its figures. */
  sentence: string;
  confidence: Confidence;
  /** Where it is seen, in order; never empty. */
  spans: FindingSpan[];
  /** The figures it rests on: a metric's name and what it did. */
  restsOn: { metric: string; words: string }[];
  /** What else it could have been, and why it was not; the generator first. */
  ruledOut: string[];
  recommendation: string;
}
