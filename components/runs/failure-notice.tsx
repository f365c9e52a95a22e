'use client';

import { Notice } from '@/components/ui/page';
import { useRun } from './live/run-context';

/** Why a run did not end by itself, and what to do about it. */
export function FailureNotice() {
  const { state } = useRun();
  if (state.failureReason === undefined) return null;
  return (
    <div className="mb-6">
      <Notice tone={state.status === 'failed' ? 'fail' : 'warn'} title={state.failureReason}>
        {state.failureAdvice}
      </Notice>
    </div>
  );
}
