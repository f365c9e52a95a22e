'use client';

import { May } from '@/components/access/may';
import { StopDialog } from '@/components/ui/dialog';
import type { FormState } from '@/components/ui/forms/form-state';

interface StopSearchProps {
  id: number;
  stop: (id: number) => Promise<FormState>;
}

export function StopSearch({ id, stop }: StopSearchProps) {
  return (
    <May scope="runs:start">
      <StopDialog name={`search ${id}`} kind="search" stop={() => stop(id)}>
        The current step is stopped and its jobs are cancelled. Completed steps are kept; no safe
        load is reported.
      </StopDialog>
    </May>
  );
}
