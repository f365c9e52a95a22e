import type { SuiteListItem } from '@/lib/suites/model';

/** Which benchmarks a suite has, in words: "all 12", "only 7", "only 1, 5, 12". */
export function benchmarkSelection({ numbers }: Pick<SuiteListItem, 'numbers'>, all = 12): string {
  return numbers.length === all ? `all ${all}` : `only ${numbers.join(', ')}`;
}
