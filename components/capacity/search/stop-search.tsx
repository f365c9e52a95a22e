'use client';

import { StopDialog } from '@/components/ui/dialog';
import type { FormState } from '@/components/ui/forms/form-state';

interface StopSearchProps {
  id: number;
  stop: (id: number) => Promise<FormState>;
}

export function StopSearch({ id, stop }: StopSearchProps) {
  return (
    <StopDialog name={`search ${id}`} kind="search" stop={() => stop(id)}>
      The step under way is cut off and its jobs are cancelled. Steps so far are kept; no line is
      reported.
    </StopDialog>
  );
}
