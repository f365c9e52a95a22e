import clsx from 'clsx';
import { Quantity } from '@/components/ui/figures';
import { latency } from '@/lib/core/duration';
import type { PercentileCertainty } from '@/lib/runs/model';
import { certaintyLabel } from './certainty';

interface PercentileProps {
  ms: number | undefined;
  /** Undefined while a run lasts. */
  certainty: PercentileCertainty | undefined;
}

/** A percentile; greyed where it has too few requests. How sure it is stands in its title. */
export function Percentile({ ms, certainty }: PercentileProps) {
  const unsure = ms !== undefined && (certainty?.requestsNeeded ?? 0) > 0;
  return (
    <span
      className={clsx(unsure && 'text-ink-3')}
      title={ms === undefined || certainty === undefined ? undefined : titleOf(certainty)}
    >
      <Quantity of={latency(ms)} />
      {unsure && <span className="sr-only"> (too few requests)</span>}
    </span>
  );
}

function titleOf(certainty: PercentileCertainty): string | undefined {
  const label = certaintyLabel(certainty);
  return certainty.requestsNeeded === 0 && label !== undefined
    ? `95\u202f% interval: ${label}`
    : label;
}
