import { Instant } from '@/components/ui/instant';
import type { RunDetail } from '@/lib/runs/model';

/** What the retention has taken of a run: nobody shall look for it. */
export function RetentionNotice({ samples, seconds }: RunDetail['removed']) {
  const at = seconds ?? samples;
  if (at === undefined) return null;
  return (
    <p className="mt-4 text-sm text-pretty text-ink-3">
      {seconds === undefined
        ? 'Its single requests were removed by the retention on '
        : 'Its single requests, charts and metrics were removed by the retention on '}
      <Instant iso={at} />; the summary, verdicts and findings stay.
    </p>
  );
}
