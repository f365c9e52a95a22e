'use client';

import { May } from '@/components/access/may';
import { StopDialog } from '@/components/ui/dialog';
import type { StopSuite as Stop } from './suite-actions';

export function StopSuite({ id, stop }: { id: number; stop: Stop }) {
  return (
    <May scope="runs:start">
      <StopDialog name={`suite ${id}`} kind="suite" stop={() => stop(id)}>
        The current run is stopped and its jobs are cancelled. Verdicts so far are kept; the
        remaining benchmarks are not run.
      </StopDialog>
    </May>
  );
}
