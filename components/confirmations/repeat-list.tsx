import clsx from 'clsx';
import { StatusBadge } from '@/components/runs/status-badge';
import { Badge } from '@/components/ui/badge';
import { Quantity } from '@/components/ui/quantity';
import { Section } from '@/components/ui/section';
import { TextLink } from '@/components/ui/text-link';
import type { Confirmation } from '@/lib/confirmations/model';
import { latency } from '@/lib/core/duration';

/** The repeats in the order in which they are carried out. */
export function RepeatList({ repeats }: Pick<Confirmation, 'repeats'>) {
  return (
    <Section title="Repeats" note="In this order, one at a time.">
      <ol className="instrument grid-cols-2 sm:grid-cols-4 xl:grid-cols-8">
        {repeats.map(({ number, side, status, validity, p95Ms }) => (
          <li key={number} className="min-w-0 px-3 py-2">
            <p className="flex items-center gap-2">
              <span
                className={clsx(
                  'grid size-6 place-items-center rounded-sm text-sm font-semibold text-paper',
                  side === 'A' ? 'bg-ink' : 'bg-accent',
                )}
              >
                {side}
              </span>
              <TextLink href={`/runs/${number}`} prefetch={false}>
                Run {number}
              </TextLink>
            </p>
            <p className="mt-1.5 flex flex-wrap items-center gap-x-2 text-sm">
              <StatusBadge status={status} />
              {validity !== undefined && validity !== 'valid' && (
                <Badge tone={validity === 'invalid' ? 'fail' : 'warn'}>{validity}</Badge>
              )}
            </p>
            <p className="text-sm text-ink-2">
              p95 <Quantity of={latency(p95Ms)} />
            </p>
          </li>
        ))}
      </ol>
    </Section>
  );
}
