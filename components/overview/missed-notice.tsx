import { Notice } from '@/components/ui/notice';
import { TextLink } from '@/components/ui/text-link';
import { plural } from '@/lib/format/plural';

/** Starts that a schedule had due in the last day and that were not made. */
export function MissedNotice({ missed }: { missed: number }) {
  if (missed === 0) return null;
  return (
    <div className="mb-6">
      <Notice
        tone="warn"
        title={`${plural(missed, 'scheduled start was', 'scheduled starts were')} missed or failed in the last day.`}
      >
        <TextLink href="/routine">Routine</TextLink> says which, and why.
      </Notice>
    </div>
  );
}
