import { eachBucket } from '../histogram';

/** What a comparison takes of each second of a run, in order; histograms as `Histogram.encode` writes them. */
export interface ComparedSecond {
  requests: number;
  failures: number;
  response: readonly Uint8Array[];
}

const MAX_COLUMNS = 512;

/**
 * A run's seconds as counts by value, added up from the first second on: the sum of any stretch of seconds
 * is the difference of two rows, which makes resampling blocks cheap. Values are in at most 512 columns.
 */
export class SecondTable {
  readonly length: number;
  /** The upper end of each column, µs, and its middle, for means. */
  readonly tops: Float64Array;
  private readonly middles: Float64Array;
  private readonly width: number;
  /** Row s: sums over seconds 0 to s−1; columns: counts by value, requests, failures. */
  private readonly sums: Int32Array;

  constructor(seconds: readonly ComparedSecond[], edges: ColumnEdges) {
    this.length = seconds.length;
    this.tops = edges.tops;
    this.middles = edges.middles;
    this.width = this.tops.length + 2;
    this.sums = new Int32Array((seconds.length + 1) * this.width);
    for (const [second, row] of seconds.entries()) this.append(second, row, edges);
  }

  /** Adds the counts of `length` seconds from `start` on, around the end, to `into`. */
  addBlock(start: number, length: number, into: Int32Array): void {
    const end = start + length;
    this.addStretch(start, Math.min(end, this.length), into);
    if (end > this.length) this.addStretch(0, end - this.length, into);
  }

  createCounts(): Int32Array {
    return new Int32Array(this.width);
  }

  all(): Int32Array {
    const counts = this.createCounts();
    this.addStretch(0, this.length, counts);
    return counts;
  }

  requests(counts: Int32Array): number {
    return counts[this.tops.length] ?? 0;
  }

  failures(counts: Int32Array): number {
    return counts[this.tops.length + 1] ?? 0;
  }

  /** The mean of the values counted, µs. */
  mean(counts: Int32Array): number | undefined {
    let [count, sum] = [0, 0];
    for (let column = 0; column < this.tops.length; column++) {
      const here = counts[column] ?? 0;
      count += here;
      sum += here * (this.middles[column] ?? 0);
    }
    return count === 0 ? undefined : sum / count;
  }

  /** Quantiles in rising order, µs: the value at rank ceil(q·n), evenly spread within its column. */
  quantiles(counts: Int32Array, qs: readonly number[]): number[] {
    let total = 0;
    for (let column = 0; column < this.tops.length; column++) total += counts[column] ?? 0;
    const found: number[] = [];
    let seen = 0;
    let bottom = 0;
    for (let column = 0; column < this.tops.length && found.length < qs.length; column++) {
      const here = counts[column] ?? 0;
      const top = this.tops[column] ?? 0;
      while (
        found.length < qs.length &&
        seen + here >= (qs[found.length] ?? 1) * total &&
        here > 0
      ) {
        const share = ((qs[found.length] ?? 1) * total - seen) / here;
        found.push(bottom + share * (top - bottom));
      }
      seen += here;
      bottom = top;
    }
    return found;
  }

  /**
   * By second, how many more values were above `us` than the run's share of them would have: each second's
   * influence on the quantile that `us` is.
   */
  exceedances(us: number): number[] {
    const first = this.columnAbove(us);
    const counted = Array.from({ length: this.length }, (_, second) => {
      const at = (second + 1) * this.width;
      let [count, above] = [0, 0];
      for (let column = 0; column < this.tops.length; column++) {
        const here = (this.sums[at + column] ?? 0) - (this.sums[at - this.width + column] ?? 0);
        count += here;
        if (column >= first) above += here;
      }
      return { count, above };
    });
    const total = counted.reduce((sum, { count }) => sum + count, 0);
    const above = counted.reduce((sum, second) => sum + second.above, 0);
    const share = total === 0 ? 0 : above / total;
    return counted.map((second) => second.above - share * second.count);
  }

  private columnAbove(us: number): number {
    const first = this.tops.findIndex((top) => top > us);
    return first < 0 ? this.tops.length : first;
  }

  private append(second: number, row: ComparedSecond, edges: ColumnEdges): void {
    const from = second * this.width;
    const to = from + this.width;
    this.sums.copyWithin(to, from, from + this.width);
    const add = (column: number, count: number) => {
      this.sums[to + column] = (this.sums[to + column] ?? 0) + count;
    };
    for (const encoded of row.response)
      eachBucket(encoded, (toUs, count) => add(edges.columnOf(toUs), count));
    add(this.tops.length, row.requests);
    add(this.tops.length + 1, row.failures);
  }

  /** The innermost loop of all: locals, and no checks for what cannot be missing, make it four times as fast. */
  private addStretch(start: number, end: number, into: Int32Array): void {
    const { sums, width } = this;
    const from = start * width;
    const to = end * width;
    for (let column = 0; column < width; column++)
      into[column] =
        (into[column] as number) + (sums[to + column] as number) - (sums[from + column] as number);
  }
}

export interface ColumnEdges {
  tops: Float64Array;
  middles: Float64Array;
  columnOf(us: number): number;
}

/** Columns that all of these seconds share: each value's own, or evenly spread logarithms of too many. */
export function columnEdges(...runs: readonly (readonly ComparedSecond[])[]): ColumnEdges {
  const values = new Set<number>();
  for (const seconds of runs)
    for (const { response } of seconds)
      for (const encoded of response) eachBucket(encoded, (toUs) => values.add(toUs));
  const sorted = Float64Array.from(values).sort();
  const tops = sorted.length <= MAX_COLUMNS ? sorted : logarithmic(sorted);
  const middles = tops.map((top, column) => (top + (tops[column - 1] ?? 0)) / 2);
  if (tops === sorted) middles.set(sorted);
  return { tops, middles, columnOf: (us) => firstAtLeast(tops, us) };
}

function logarithmic(sorted: Float64Array): Float64Array {
  const low = Math.max(1, sorted[0] ?? 1);
  const high = Math.max(low + 1, sorted.at(-1) ?? low);
  const step = Math.log(high / low) / (MAX_COLUMNS - 1);
  return Float64Array.from({ length: MAX_COLUMNS }, (_, column) =>
    column === MAX_COLUMNS - 1 ? high : low * Math.exp(step * column),
  );
}

function firstAtLeast(tops: Float64Array, us: number): number {
  let [low, high] = [0, tops.length - 1];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((tops[middle] ?? 0) >= us) high = middle;
    else low = middle + 1;
  }
  return low;
}
