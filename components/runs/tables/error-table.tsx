'use client';

import { useQuery } from '@/components/ui/hooks';
import { Section } from '@/components/ui/page';
import { useIsPrinted } from '@/components/ui/print';
import { minor, numeric, rowLine, Table, Td, Th } from '@/components/ui/table';
import { clock } from '@/lib/core/duration';
import { count, plural } from '@/lib/core/number';
import type { ErrorGroup } from '@/lib/runs/model';
import { shortEndpoint } from '../charts/run-series';
import { useRun } from '../live/run-context';
import { outcomeLabel } from './outcome-labels';

/** Failures that are alike, the most frequent first: what they say and what to do about them. */
export function ErrorTable() {
  const { state } = useRun();
  const { change } = useQuery();
  const printed = useIsPrinted();
  if (state.errors.length === 0) return null;
  const errors = state.errors.toSorted((a, b) => b.count - a.count);
  return (
    <Section title="Errors" note={plural(errors.length, 'type')}>
      <Table className="as-list">
        <thead>
          <tr>
            <Th className={numeric}>Count</Th>
            <Th>Error</Th>
            <Th className={minor}>Endpoint</Th>
            <Th className={`${numeric} ${minor}`}>First</Th>
            <Th className={`${numeric} ${minor}`}>Last</Th>
            {!printed && (
              <Th>
                <span className="sr-only">Samples</span>
              </Th>
            )}
          </tr>
        </thead>
        <tbody>
          {errors.map((error) => (
            <ErrorRow
              key={error.id}
              error={error}
              onSamples={() => {
                change({ error: String(error.id), outcome: undefined, page: undefined });
                document.getElementById('samples')?.scrollIntoView();
              }}
            />
          ))}
        </tbody>
      </Table>
    </Section>
  );
}

function ErrorRow({ error, onSamples }: { error: ErrorGroup; onSamples: () => void }) {
  const printed = useIsPrinted();
  return (
    <tr className={`${rowLine} align-baseline`}>
      <Td className={`${numeric} py-1.5 font-medium max-sm:order-1`}>{count(error.count)}</Td>
      <Td className="py-1.5 whitespace-normal! max-sm:col-span-2">
        <p className="min-w-48 text-pretty">
          <span className="font-medium text-fail">{outcomeLabel(error.outcome)}</span>{' '}
          {error.code !== '' && <code className="font-mono text-xs text-ink-2">{error.code}</code>}{' '}
          {error.message}
        </p>
        {error.advice !== undefined && <p className="text-pretty text-ink-2">{error.advice}</p>}
      </Td>
      <Td className={`${minor} py-1.5 font-mono text-xs`} title={error.endpoint}>
        {shortEndpoint(error.endpoint)}
      </Td>
      <Td className={`${numeric} ${minor} py-1.5`}>{clock(error.firstMs)}</Td>
      <Td className={`${numeric} ${minor} py-1.5`}>{clock(error.lastMs)}</Td>
      {!printed && (
        <Td className="py-1.5 text-right max-sm:order-2 max-sm:text-left">
          <button
            type="button"
            onClick={onSamples}
            className="text-accent underline decoration-accent/35 underline-offset-3 hover:text-accent-strong"
          >
            Samples<span className="sr-only"> of error {error.id}</span>
          </button>
        </Td>
      )}
    </tr>
  );
}
