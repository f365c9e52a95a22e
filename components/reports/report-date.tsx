'use client';

import { useClock } from '@/components/ui/clock';
import { useHydrated } from '@/components/ui/hooks';
import { fullInstant } from '@/lib/core/instant';

/** When the report was made, in the reader's zone. */
export function ReportDate() {
  const { nowMs, timeZone } = useClock();
  const hydrated = useHydrated();
  return (
    <span className="text-ink-3">
      generated {hydrated ? fullInstant(new Date(minute(nowMs)).toISOString(), timeZone) : '…'}
    </span>
  );
}

function minute(ms: number): number {
  return ms - (ms % 60_000);
}
