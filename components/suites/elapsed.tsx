'use client';

import { useClock } from '@/components/ui/clock';
import { clock } from '@/lib/core/duration';

/** How long something has been going on: "00:12". */
export function Elapsed({ since }: { since: string | undefined }) {
  const { nowMs } = useClock();
  if (since === undefined) return null;
  return <span className="nums">{clock(Math.max(0, nowMs - Date.parse(since)))}</span>;
}
