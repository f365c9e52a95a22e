import { latency } from '@/lib/core/duration';
import { missing, type Quantity, textOf } from '@/lib/core/number';
import { bytes, percent, threeDigits } from '@/lib/format/number';

export type BenchmarkUnit = 'ms' | 'ratio' | 'per second' | 'share' | 'bytes';

export interface BenchmarkLimit {
  comparison: 'at most' | 'at least';
  value: number;
  unit: BenchmarkUnit;
}

/** A benchmark's value in its unit: "6.80 s", "1.68 ×", "285/s". */
export function benchmarkValue(unit: BenchmarkUnit, value: number | undefined): Quantity {
  if (value === undefined) return missing;
  switch (unit) {
    case 'ms':
      return latency(value);
    case 'ratio':
      return { value: threeDigits(value), unit: '×' };
    case 'per second':
      return { value: threeDigits(value), unit: '/s' };
    case 'share':
      return percent(value);
    case 'bytes':
      return bytes(value);
  }
}

/** "at most 10.0 s". */
export function benchmarkLimit({ comparison, value, unit }: BenchmarkLimit): string {
  return `${comparison} ${textOf(benchmarkValue(unit, value))}`;
}
