import { Badge, type Tone } from '@/components/ui/badge';
import type { SuiteStatus } from '@/lib/suites/model';

const TONES: Record<SuiteStatus, Tone> = {
  queued: 'none',
  running: 'strong',
  finished: 'neutral',
  stopped: 'warn',
  interrupted: 'warn',
  failed: 'fail',
};

export function SearchStatus({ status }: { status: SuiteStatus }) {
  return <Badge tone={TONES[status]}>{status.charAt(0).toUpperCase() + status.slice(1)}</Badge>;
}
