import { Instant } from '@/components/ui/instant';
import type { RunDetail } from '@/lib/runs/model';

/** What the retention has taken of a run: nobody shall look for it. */
export function RetentionNotice({ samples, seconds }: RunDetail['removed']) {
  const at = seconds ?? samples;
  if (at === undefined) return null;
  return (
    <p className="mt-4 text-sm text-pretty text-ink-3">
      {seconds === undefined
        ? 'Samples were deleted by retention '
        : 'Samples, charts and metrics were deleted by retention '}
      <Instant iso={at} relative />. The summary, verdicts and findings are kept.
    </p>
  );
}
