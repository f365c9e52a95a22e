'use client';

import { useHydrated } from '@/components/ui/hooks';
import { usePlace } from '@/components/ui/place';
import { fullInstant } from '@/lib/core/instant';

/** When the report was made, in the reader's zone. */
export function PrintedAt() {
  const { nowMs, timeZone } = usePlace();
  const hydrated = useHydrated();
  return (
    <span className="text-ink-3">
      report of {hydrated ? fullInstant(new Date(minute(nowMs)).toISOString(), timeZone) : '…'}
    </span>
  );
}

function minute(ms: number): number {
  return ms - (ms % 60_000);
}
