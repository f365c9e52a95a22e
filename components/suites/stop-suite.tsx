'use client';

import { StopDialog } from '@/components/ui/dialog';
import type { StopSuite as Stop } from './suite-actions';

export function StopSuite({ id, stop }: { id: number; stop: Stop }) {
  return (
    <StopDialog name={`suite ${id}`} kind="suite" stop={() => stop(id)}>
      The run under way is cut off and its jobs are cancelled. Verdicts so far are kept; the other
      benchmarks are not run.
    </StopDialog>
  );
}
