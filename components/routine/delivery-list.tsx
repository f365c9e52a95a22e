import clsx from 'clsx';
import { Instant } from '@/components/ui/instant';
import type { DeliveryView } from '@/lib/automation/channels';

/** The latest news for a channel, and how far each has come. */
export function DeliveryList({
  name,
  deliveries,
}: {
  name: string;
  deliveries: readonly DeliveryView[];
}) {
  if (deliveries.length === 0) return <p className="text-ink-3">Nothing has been told yet.</p>;
  return (
    <ul aria-label={`Latest news for ${name}`}>
      {deliveries.map(({ id, title, status, attempts, lastError, createdAt, nextAttemptAt }) => (
        <li key={id} className="text-pretty">
          <Instant iso={createdAt} /> {title}:{' '}
          <span
            className={clsx(
              status === 'failed' && 'font-medium text-fail',
              status === 'waiting' && 'text-warn',
              status === 'sent' && 'text-ink-2',
            )}
          >
            {status === 'failed' ? `given up after ${attempts} attempts` : status}
          </span>
          {lastError !== undefined && <span className="text-ink-3">. {lastError}</span>}
          {status === 'waiting' && attempts > 0 && (
            <span className="text-ink-3">
              {' '}
              Again <Instant iso={nextAttemptAt} relative />.
            </span>
          )}
        </li>
      ))}
    </ul>
  );
}
