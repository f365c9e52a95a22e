import { StatusBadge } from '@/components/runs/status-badge';
import { Badge } from '@/components/ui/badge';
import type { SuiteListItem } from '@/lib/suites/model';

/** How it ended, or that it goes on; a quick one is labelled so wherever it is shown. */
export function SuiteStatusBadges({
  status,
  quick,
  isStale,
}: Pick<SuiteListItem, 'status' | 'quick' | 'isStale'>) {
  return (
    <>
      <StatusBadge status={status} isStale={isStale} />
      {quick && <Badge tone="warn">quick, scaled down</Badge>}
    </>
  );
}
