'use client';

import { fullInstant, relativeInstant, shortInstant } from '@/lib/core/instant';
import { MISSING } from '@/lib/core/number';
import { useClock } from './clock';
import { useIsPrinted } from './print';

interface InstantProps {
  iso: string | undefined;
  /** How long ago, beside it. */
  relative?: boolean;
  /** In a column: how long ago begins at one place in every row. */
  aligned?: boolean;
}

/** A local time; its zone on hover. */
export function Instant({ iso, relative = false, aligned = false }: InstantProps) {
  const place = useClock();
  const printed = useIsPrinted();
  if (iso === undefined) return <span className="text-ink-3">{MISSING}</span>;
  const ago = relativeInstant(iso, Math.max(place.nowMs, 0));
  return (
    <time
      dateTime={iso}
      title={fullInstant(iso, place.timeZone)}
      className="nums whitespace-nowrap"
    >
      <span className={aligned ? 'inline-block min-w-[11ch] pr-2' : undefined}>
        {shortInstant(iso, place)}
      </span>
      {relative && !printed && <span className="text-ink-3">{aligned ? ago : ` · ${ago}`}</span>}
    </time>
  );
}
