import type { RetentionPreview, RetentionSaving as Saving } from '@/lib/automation/model';
import { bytes, count, plural, textOf } from '@/lib/core/number';

interface RetentionImpactProps {
  /** Undefined: not known yet, or the retention is not valid. */
  saving: RetentionPreview | undefined;
  /** Of what is being entered; otherwise of what is in force. */
  changed: boolean;
}

/** What would go, before it goes. */
export function RetentionImpact({ saving, changed }: RetentionImpactProps) {
  return (
    <p role="status" className="nums mt-4 min-h-6 text-pretty">
      {saving === undefined ? (
        <span className="text-ink-3">The impact is shown before you save.</span>
      ) : (
        impact(saving, changed)
      )}
    </p>
  );
}

function impact({ samples, seconds }: RetentionPreview, changed: boolean): string {
  if (samples.runs + seconds.runs === 0)
    return changed ? 'Nothing would be deleted now.' : 'Nothing to delete now.';
  const parts = [deletion(samples, 'samples'), deletion(seconds, 'rows of charts and metrics')];
  const freed = textOf(bytes(samples.bytes + seconds.bytes));
  const begin = changed ? 'Saving deletes' : 'Within a minute, retention deletes';
  return `${begin} ${parts.filter(Boolean).join(' and ')}: about ${freed}. This cannot be undone.`;
}

function deletion({ runs, rows }: Saving, what: string): string {
  return runs === 0 ? '' : `${count(rows)} ${what} of ${plural(runs, 'run')}`;
}
