import type { RetentionPreview, RetentionSaving as Saving } from '@/lib/automation/model';
import { bytes, count, plural, textOf } from '@/lib/core/number';

interface RetentionSavingProps {
  /** Undefined: not known yet, or the retention is not valid. */
  saving: RetentionPreview | undefined;
  /** Of what is being entered; otherwise of what is in force. */
  changed: boolean;
}

/** What would go, before it goes. */
export function RetentionSaving({ saving, changed }: RetentionSavingProps) {
  return (
    <p role="status" className="nums mt-4 min-h-6 text-pretty">
      {saving === undefined ? (
        <span className="text-ink-3">What this takes is shown before it can be saved.</span>
      ) : (
        sentence(saving, changed)
      )}
    </p>
  );
}

function sentence({ samples, seconds }: RetentionPreview, changed: boolean): string {
  if (samples.runs + seconds.runs === 0)
    return changed ? 'This takes nothing today.' : 'Nothing is to be removed today.';
  const parts = [words(samples, 'requests'), words(seconds, 'rows of charts and metrics')];
  const freed = textOf(bytes(samples.bytes + seconds.bytes));
  const begin = changed ? 'Saved, it takes' : 'Within a minute it takes';
  return `${begin} ${parts.filter(Boolean).join(' and ')}: about ${freed}. This cannot be undone.`;
}

function words({ runs, rows }: Saving, what: string): string {
  return runs === 0 ? '' : `${count(rows)} ${what} of ${plural(runs, 'run')}`;
}
