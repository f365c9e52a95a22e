'use client';

import clsx from 'clsx';
import { span } from '@/lib/core/duration';

const SHORT_MS = [30_000, 60_000, 180_000];

interface SizePresetsProps {
  fullMs: number;
  durationMs: number;
  onChoose: (ms: number) => void;
}

/** The usual lengths, a click away: a quick look, or the whole scenario. */
export function SizePresets({ fullMs, durationMs, onChoose }: SizePresetsProps) {
  const lengths = [...SHORT_MS.filter((ms) => ms < fullMs), fullMs];
  return (
    <fieldset className="-mt-2 flex flex-wrap gap-1">
      <legend className="sr-only">Usual durations</legend>
      {lengths.map((ms) => (
        <button
          key={ms}
          type="button"
          aria-pressed={ms === durationMs}
          onClick={() => onChoose(ms)}
          className={clsx(
            'nums h-6 rounded-md border px-2 text-xs max-sm:h-9',
            ms === durationMs
              ? 'border-accent bg-accent-soft text-accent-strong'
              : 'border-line-strong text-ink-2 hover:bg-hover',
          )}
        >
          {span(ms)}
          {ms === fullMs && ' in full'}
        </button>
      ))}
    </fieldset>
  );
}
