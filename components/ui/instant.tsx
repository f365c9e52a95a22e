'use client';

import { fullInstant, relativeInstant, shortInstant } from '@/lib/core/instant';
import { MISSING } from '@/lib/core/number';
import { useClock } from './clock';
import { useIsPrinted } from './print';

interface InstantProps {
  iso: string | undefined;
  /** "3 min ago" in place of "09:03"; on paper the time stays a time. */
  relative?: boolean;
}

/** A local time, or how long ago it was; exact, with its zone, on hover. */
export function Instant({ iso, relative = false }: InstantProps) {
  const clock = useClock();
  const printed = useIsPrinted();
  if (iso === undefined) return <span className="text-ink-3">{MISSING}</span>;
  return (
    <time
      dateTime={iso}
      title={fullInstant(iso, clock.timeZone)}
      className="nums whitespace-nowrap"
    >
      {relative && !printed
        ? relativeInstant(iso, Math.max(clock.nowMs, 0))
        : shortInstant(iso, clock)}
    </time>
  );
}
