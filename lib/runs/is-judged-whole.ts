import { hasSuiteEnded } from '@/lib/suites/model';
import { BENCHMARKS } from '@/lib/verdict/benchmarks/benchmarks';
import type { SuiteListItem } from './suite-view';

const HEADLINES = BENCHMARKS.filter(({ headline }) => headline).length;

/** Whether it says something about compliance: it has all headline objectives, and came to a verdict. */
export function isJudgedWhole(suite: SuiteListItem): boolean {
  return hasSuiteEnded(suite.status) && suite.compliance.of === HEADLINES && suite.done > 0;
}
