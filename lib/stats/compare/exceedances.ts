import { Histogram } from '../histogram';
import type { ComparedSecond } from './second-table';

/** By second, how many more values were above `us` than this run's share of them would have: its influence on the quantile. */
export function exceedances(seconds: readonly ComparedSecond[], us: number): number[] {
  const counted = seconds.map(({ response }) => {
    const histogram = new Histogram();
    for (const encoded of response) histogram.add(encoded);
    return { count: histogram.count, above: histogram.countAbove(us) };
  });
  const total = counted.reduce((sum, { count }) => sum + count, 0);
  const above = counted.reduce((sum, second) => sum + second.above, 0);
  const share = total === 0 ? 0 : above / total;
  return counted.map((second) => second.above - share * second.count);
}
