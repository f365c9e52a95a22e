const SUB_BUCKET_HALF = 1024;
const SUB_BUCKET_BITS = 11;
const MAX_US = 4_294_967_295;
const LENGTH = (32 - SUB_BUCKET_BITS + 2) * SUB_BUCKET_HALF;
const NONE = new Uint32Array(0);

/** Values from `fromUs` up to and including `toUs`, and how many of them were recorded. */
export interface HistogramBucket {
  fromUs: number;
  toUs: number;
  count: number;
}

/**
 * Latencies in whole microseconds in the layout of an HdrHistogram of 3 significant digits
 * (G. Tene): exact below 2,048 µs, within 0.1 % above, clamped at 71 minutes. Count, minimum, maximum
 * and sum are exact. Merging loses nothing, so percentiles of a merge are those of the whole.
 */
export class Histogram {
  /** As far as values have come: 4 KB for each doubling of the longest latency, not 94 KB for all that there can be. */
  private counts: Uint32Array = NONE;
  private total = 0;
  private sumUs = 0;
  private minUs = Number.POSITIVE_INFINITY;
  private maxUs = 0;

  record(us: number): void {
    const value = us > MAX_US ? MAX_US : us < 0 ? 0 : Math.round(us);
    this.raise(indexOf(value), 1);
    this.total += 1;
    this.sumUs += value;
    if (value < this.minUs) this.minUs = value;
    if (value > this.maxUs) this.maxUs = value;
  }

  /** The same as recording `us` so many times. */
  recordMany(us: number, times: number): void {
    if (times <= 0) return;
    this.record(us);
    const value = us > MAX_US ? MAX_US : us < 0 ? 0 : Math.round(us);
    this.raise(indexOf(value), times - 1);
    this.total += times - 1;
    this.sumUs += value * (times - 1);
  }

  private raise(index: number, times: number): void {
    if (index >= this.counts.length) this.growTo(index);
    this.counts[index] = (this.counts[index] ?? 0) + times;
  }

  private growTo(index: number): void {
    const grown = new Uint32Array((Math.floor(index / SUB_BUCKET_HALF) + 1) * SUB_BUCKET_HALF);
    grown.set(this.counts);
    this.counts = grown;
  }

  get count(): number {
    return this.total;
  }

  get min(): number | undefined {
    return this.total === 0 ? undefined : this.minUs;
  }

  get max(): number | undefined {
    return this.total === 0 ? undefined : this.maxUs;
  }

  get mean(): number | undefined {
    return this.total === 0 ? undefined : this.sumUs / this.total;
  }

  /**
   * The value at rank ceil(q·n), as the highest value its bucket stands for, at most the maximum; or as the
   * lowest, at least the minimum.
   */
  quantile(q: number, edge: 'highest' | 'lowest' = 'highest'): number | undefined {
    return this.valueAtRank(Math.ceil(q * this.total), edge);
  }

  /** The `rank`-th smallest value, from 1, to within its bucket as of `quantile`; beyond the ends, the ends. */
  valueAtRank(rank: number, edge: 'highest' | 'lowest' = 'highest'): number | undefined {
    if (this.total === 0) return undefined;
    const wanted = Math.max(1, rank);
    let seen = 0;
    for (let index = indexOf(this.minUs); index < LENGTH; index++) {
      seen += this.counts[index] ?? 0;
      if (seen < wanted) continue;
      return edge === 'highest'
        ? Math.min(highestOf(index), this.maxUs)
        : Math.max(lowestOf(index), this.minUs);
    }
    return this.maxUs;
  }

  /** How many values are in buckets above the one of `us`. */
  countAbove(us: number): number {
    let above = 0;
    for (let index = indexOf(us) + 1; index <= indexOf(this.maxUs); index++)
      above += this.counts[index] ?? 0;
    return above;
  }

  reset(): void {
    if (this.total > 0) this.counts.fill(0, indexOf(this.minUs), indexOf(this.maxUs) + 1);
    this.total = 0;
    this.sumUs = 0;
    this.minUs = Number.POSITIVE_INFINITY;
    this.maxUs = 0;
  }

  *buckets(): Generator<HistogramBucket> {
    if (this.total === 0) return;
    for (let index = indexOf(this.minUs); index <= indexOf(this.maxUs); index++) {
      const count = this.counts[index] ?? 0;
      if (count > 0) yield { fromUs: lowestOf(index), toUs: highestOf(index), count };
    }
  }

  /** Sparse bytes: count, sum, min, max, then index gap and count of each bucket, all as varints. */
  encode(): Uint8Array {
    const bytes: number[] = [];
    const put = (value: number) => {
      let rest = value;
      while (rest > 127) {
        bytes.push((rest % 128) + 128);
        rest = Math.floor(rest / 128);
      }
      bytes.push(rest);
    };
    put(this.total);
    if (this.total === 0) return Uint8Array.from(bytes);
    put(this.sumUs);
    put(this.minUs);
    put(this.maxUs);
    let last = 0;
    for (let index = indexOf(this.minUs); index <= indexOf(this.maxUs); index++) {
      const count = this.counts[index] ?? 0;
      if (count === 0) continue;
      put(index - last);
      put(count);
      last = index;
    }
    return Uint8Array.from(bytes);
  }

  /** Adds what `encode` wrote. Throws a RangeError, and adds nothing, when the bytes are cut off or wrong. */
  add(encoded: Uint8Array): void {
    checkEncoding(encoded);
    const take = varintsOf(encoded);
    const total = take();
    if (total === 0) return;
    this.total += total;
    this.sumUs += take();
    this.minUs = Math.min(this.minUs, take());
    this.maxUs = Math.max(this.maxUs, take());
    for (let index = 0, seen = 0; seen < total; ) {
      index += take();
      const count = take();
      this.raise(index, count);
      seen += count;
    }
  }

  /**
   * Takes out what was added before as `encode` wrote it. Minimum and maximum become those of the buckets that
   * are left, to within a bucket. Throws a RangeError, and takes nothing out, when it was not all in here.
   */
  subtract(encoded: Uint8Array): void {
    checkEncoding(encoded);
    const take = varintsOf(encoded);
    const total = take();
    if (total === 0) return;
    const part = { sumUs: take(), minUs: take(), maxUs: take() };
    eachIndex(encoded, (index, count) => {
      if ((this.counts[index] ?? 0) < count)
        throw new RangeError('The histogram does not contain what is to be taken out of it.');
    });
    eachIndex(encoded, (index, count) => this.raise(index, -count));
    this.total -= total;
    this.sumUs -= part.sumUs;
    if (this.total === 0) {
      this.minUs = Number.POSITIVE_INFINITY;
      this.maxUs = 0;
      return;
    }
    if (part.minUs === this.minUs) this.minUs = this.firstFrom(indexOf(this.minUs));
    if (part.maxUs === this.maxUs) this.maxUs = this.lastFrom(indexOf(this.maxUs));
  }

  /** The lowest value of the first bucket with something in it, from this one up; at least the minimum so far. */
  private firstFrom(from: number): number {
    let index = from;
    while (!this.counts[index]) index++;
    return Math.max(this.minUs, lowestOf(index));
  }

  private lastFrom(from: number): number {
    let index = from;
    while (!this.counts[index]) index--;
    return Math.min(this.maxUs, highestOf(index));
  }

  merge(other: Histogram): void {
    this.add(other.encode());
  }

  static decode(encoded: Uint8Array): Histogram {
    return Histogram.merged([encoded]);
  }

  /** All of what `encode` wrote as one. */
  static merged(encoded: Iterable<Uint8Array>): Histogram {
    const histogram = new Histogram();
    for (const one of encoded) histogram.add(one);
    return histogram;
  }
}

/**
 * Visits the buckets of what `Histogram.encode` wrote, lowest first, without making a histogram of it.
 * Throws a RangeError where the bytes are cut off.
 */
export function eachBucket(
  encoded: Uint8Array,
  visit: (toUs: number, count: number, fromUs: number) => void,
): void {
  eachIndex(encoded, (index, count) => visit(highestOf(index), count, lowestOf(index)));
}

function eachIndex(encoded: Uint8Array, visit: (index: number, count: number) => void): void {
  const take = varintsOf(encoded);
  const total = take();
  if (total > 0) for (let figure = 0; figure < 3; figure++) take();
  for (let index = 0, seen = 0; seen < total; ) {
    index += take();
    const count = take();
    visit(index, count);
    seen += count;
  }
}

interface VarintReader {
  (): number;
  atEnd(): boolean;
}

function varintsOf(bytes: Uint8Array): VarintReader {
  let at = 0;
  const take = () => {
    let value = 0;
    for (let factor = 1; ; factor *= 128) {
      const byte = bytes[at++];
      if (byte === undefined) throw new RangeError('The histogram data is truncated.');
      value += (byte % 128) * factor;
      if (byte < 128) return value;
    }
  };
  return Object.assign(take, { atEnd: () => at === bytes.length });
}

function checkEncoding(encoded: Uint8Array): void {
  const take = varintsOf(encoded);
  const total = take();
  if (total > 0) for (let figure = 0; figure < 3; figure++) take();
  let seen = 0;
  for (let index = 0; seen < total; seen += take()) {
    index += take();
    if (index >= LENGTH) throw new RangeError('The histogram has a bucket that does not exist.');
  }
  if (seen !== total || !take.atEnd())
    throw new RangeError('The histogram does not add up to its count.');
}

function indexOf(us: number): number {
  const bucket = 32 - Math.clz32(us | 2047) - SUB_BUCKET_BITS;
  return ((bucket + 1) << 10) + ((us >>> bucket) - SUB_BUCKET_HALF);
}

function lowestOf(index: number): number {
  const bucket = (index >> 10) - 1;
  return bucket < 0 ? index : ((index & 1023) + SUB_BUCKET_HALF) * (1 << bucket);
}

function highestOf(index: number): number {
  return lowestOf(index) + (1 << Math.max(0, (index >> 10) - 1)) - 1;
}

/** Milliseconds; a value is undefined when there were no samples, never 0. */
export interface LatencySummary {
  samples: number;
  meanMs?: number;
  p50Ms?: number;
  p90Ms?: number;
  p95Ms?: number;
  p99Ms?: number;
  p999Ms?: number;
  maxMs?: number;
}

export function summariseLatency(histogram: Histogram): LatencySummary {
  const quantileMs = (q: number) => toMs(histogram.quantile(q));
  return {
    samples: histogram.count,
    meanMs: toMs(histogram.mean),
    p50Ms: quantileMs(0.5),
    p90Ms: quantileMs(0.9),
    p95Ms: quantileMs(0.95),
    p99Ms: quantileMs(0.99),
    p999Ms: quantileMs(0.999),
    maxMs: toMs(histogram.max),
  };
}

function toMs(us: number | undefined): number | undefined {
  return us === undefined ? undefined : us / 1000;
}

/** How many values fell between two edges, µs. */
export interface Bin {
  fromUs: number;
  toUs: number;
  count: number;
}

const BINS_PER_DECADE = 12;

/**
 * A histogram as logarithmic bins, empty ones in between included. Each of its buckets (0.1 % wide)
 * goes whole to the bin of its middle, so counts are exact and edges true to within a bucket.
 */
export function distributionOf(histogram: Histogram): Bin[] {
  const counts = new Map<number, number>();
  for (const bucket of histogram.buckets()) {
    const index = binOf((bucket.fromUs + bucket.toUs) / 2);
    counts.set(index, (counts.get(index) ?? 0) + bucket.count);
  }
  if (counts.size === 0) return [];
  const first = Math.min(...counts.keys());
  const last = Math.max(...counts.keys());
  return Array.from({ length: last - first + 1 }, (_, offset) => ({
    fromUs: edgeOf(first + offset),
    toUs: edgeOf(first + offset + 1),
    count: counts.get(first + offset) ?? 0,
  }));
}

function binOf(us: number): number {
  return Math.floor(Math.log10(Math.max(us, 1)) * BINS_PER_DECADE);
}

function edgeOf(bin: number): number {
  return 10 ** (bin / BINS_PER_DECADE);
}
