'use client';

import { Lead } from '@/components/ui/page-header';
import { usePlace } from '@/components/ui/place';
import type { Overview } from '@/lib/runs/overview';
import { overviewSentence } from './overview-sentence';

export function OverviewLead(facts: Pick<Overview, 'active' | 'latest'>) {
  const { nowMs } = usePlace();
  return <Lead>{overviewSentence(facts, nowMs)}</Lead>;
}
