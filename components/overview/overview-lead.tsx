'use client';

import { Lead } from '@/components/ui/page';
import { usePlace } from '@/components/ui/place';
import type { Overview } from '@/lib/overview/model';
import { overviewSummary } from './overview-summary';

export function OverviewLead(facts: Pick<Overview, 'active' | 'latest'>) {
  const { nowMs } = usePlace();
  return <Lead>{overviewSummary(facts, nowMs)}</Lead>;
}
