import { VerdictBadge } from '@/components/verdict/verdict-badge';
import type { HeadlineVerdict } from '@/lib/runs/suite-view';

/** The headline objectives in a row, each with its verdict. */
export function HeadlineVerdicts({ of }: { of: readonly HeadlineVerdict[] }) {
  return (
    <ul className="flex w-full flex-wrap gap-x-6 gap-y-2 border-t pt-3 text-sm text-ink-2">
      {of.map(({ number, title, verdict = 'no-data' }) => (
        <li key={number} className="flex items-center gap-2 max-sm:w-full max-sm:justify-between">
          {title}
          <VerdictBadge verdict={verdict} />
        </li>
      ))}
    </ul>
  );
}
