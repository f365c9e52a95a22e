import type { TimeSpan } from '@/components/charts/time-mark';
import type { Finding } from '@/lib/verdict/finding';

/** Where a finding is seen, for the charts; of several spans each is a band. */
export function findingBands(finding: Finding | undefined): TimeSpan[] {
  return (finding?.spans ?? []).map(({ fromMs, toMs }) => ({
    from: fromMs,
    to: toMs,
    label: finding?.title ?? '',
  }));
}
