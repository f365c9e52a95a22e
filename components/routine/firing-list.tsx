import clsx from 'clsx';
import { Instant } from '@/components/ui/instant';
import { TextLink } from '@/components/ui/text-link';
import type { FiringView } from '@/lib/runs/schedule-view';

const FIRST = 3;

/** What became of its last times: the latest three, and the others on demand. */
export function FiringList({ name, firings }: { name: string; firings: readonly FiringView[] }) {
  if (firings.length === 0) return <p className="text-ink-3">Has not come due yet.</p>;
  const more = firings.slice(FIRST);
  return (
    <>
      <ul aria-label={`Last times of ${name}`}>
        {firings.slice(0, FIRST).map((firing) => (
          <Firing key={firing.dueAt} firing={firing} />
        ))}
      </ul>
      {more.length > 0 && (
        <details>
          <summary className="w-fit cursor-pointer text-ink-3 hover:text-ink">
            {more.length} before
          </summary>
          <ul>
            {more.map((firing) => (
              <Firing key={firing.dueAt} firing={firing} />
            ))}
          </ul>
        </details>
      )}
    </>
  );
}

function Firing({ firing: { dueAt, status, run, suite, note } }: { firing: FiringView }) {
  const bad = status === 'missed' || status === 'failed';
  return (
    <li className="text-pretty">
      <Instant iso={dueAt} />{' '}
      <span className={clsx(bad ? 'font-medium text-fail' : 'text-ink-2')}>{status}</span>{' '}
      {run !== undefined && (
        <TextLink href={`/runs/${run}`} prefetch={false}>
          run {run}
        </TextLink>
      )}
      {suite !== undefined && (
        <TextLink href={`/suite/${suite}`} prefetch={false}>
          suite {suite}
        </TextLink>
      )}
      {note !== undefined && <span className="text-ink-3"> {note}</span>}
    </li>
  );
}
