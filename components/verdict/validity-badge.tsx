import { Badge } from '@/components/ui/badge';
import type { RunValidity } from '@/lib/runs/model';

type Validity = RunValidity['validity'];

export const VALIDITY_LABELS: Record<Validity, string> = {
  valid: 'Valid',
  suspect: 'May be unreliable',
  invalid: 'Invalid',
};

/** Whether a run's results are reliable, where there is room for a badge only. */
export function ValidityBadge({ validity }: { validity: Validity }) {
  return <Badge tone={validity === 'invalid' ? 'fail' : 'warn'}>{VALIDITY_LABELS[validity]}</Badge>;
}
