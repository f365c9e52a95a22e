import type { SuiteListItem } from '@/lib/suites/model';

/** "All 12 benchmarks", "Benchmark 7", "Benchmarks 1, 5, 12". */
export function benchmarkSelection({ numbers }: Pick<SuiteListItem, 'numbers'>, all = 12): string {
  if (numbers.length === all) return `All ${all} benchmarks`;
  return `${numbers.length === 1 ? 'Benchmark' : 'Benchmarks'} ${numbers.join(', ')}`;
}
