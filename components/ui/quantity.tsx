import { gapBefore, type Quantity as Shown } from '@/lib/core/number';

/** Digits, then the unit a little lighter after a thin space. */
export function Quantity({ of }: { of: Shown }) {
  return (
    <span className="nums whitespace-nowrap">
      {of.value}
      {of.unit !== '' && (
        <span className="text-ink-3">
          {gapBefore(of.unit)}
          {of.unit}
        </span>
      )}
    </span>
  );
}
