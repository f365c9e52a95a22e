'use client';

import type { Overview } from '@/components/overview/overview-data';
import { useClock } from '@/components/ui/clock';
import { Lead } from '@/components/ui/page';
import { overviewSummary } from './overview-summary';

export function OverviewLead(facts: Pick<Overview, 'active' | 'latest'>) {
  const { nowMs } = useClock();
  return <Lead>{overviewSummary(facts, nowMs)}</Lead>;
}
