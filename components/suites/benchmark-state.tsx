import { StatusBadge } from '@/components/runs/status-badge';
import { Badge } from '@/components/ui/badge';
import { VerdictBadge } from '@/components/verdict/verdict-badge';
import type { BenchmarkView } from '@/lib/suites/model';

/** Its verdict; before there is one, how far it is. */
export function BenchmarkState({ benchmark }: { benchmark: BenchmarkView }) {
  const { status, result } = benchmark;
  if (result !== undefined) return <VerdictBadge verdict={result.verdict} />;
  if (status === 'queued' || status === 'running') return <StatusBadge status={status} />;
  return <Badge tone="none">Not run</Badge>;
}
