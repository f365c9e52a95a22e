import clsx from 'clsx';
import { Quantity } from '@/components/ui/quantity';
import { minor, numeric, rowLine, Td } from '@/components/ui/table';
import { TextLink } from '@/components/ui/text-link';
import { clock, latency } from '@/lib/core/duration';
import { count } from '@/lib/format/number';
import type { SampleItem } from '@/lib/runs/sample-list';
import { shortEndpoint } from './endpoint-colors';
import { outcomeWord } from './tables/outcome-labels';

interface SampleRowProps {
  sample: SampleItem;
  /** With a cell for its trace. */
  traced: boolean;
}

export function SampleRow({ sample, traced }: SampleRowProps) {
  const { error, outcome, trace } = sample;
  return (
    <tr className={rowLine}>
      <Td className={clsx(numeric, minor, 'text-ink-3')}>{count(sample.sequence)}</Td>
      <Td className={clsx(numeric, 'max-sm:order-2 max-sm:text-left')} label="at">
        {clock(sample.intendedMs, true)}
      </Td>
      <Td className="font-mono text-xs" title={sample.endpoint}>
        {shortEndpoint(sample.endpoint)}
      </Td>
      <Td
        className="max-w-96 truncate max-sm:order-3 max-sm:text-right"
        title={error && `${error.code} ${error.message}`}
      >
        {outcome === 'ok' ? (
          <span className="text-ink-2">ok</span>
        ) : (
          <>
            <span className={outcome === 'aborted' ? 'text-ink-2' : 'text-fail'}>
              {outcomeWord(outcome)}
            </span>
            {error !== undefined && (
              <span className="text-ink-2 max-sm:hidden">
                {' '}
                <code className="font-mono text-xs">{error.code}</code> {error.message}
              </span>
            )}
          </>
        )}
      </Td>
      <Td className={clsx(numeric, minor)}>
        <Quantity of={latency(sample.sendDelayMs)} />
      </Td>
      <Td className={clsx(numeric, minor)}>
        <Quantity of={latency(sample.serviceMs)} />
      </Td>
      <Td className={clsx(numeric, 'font-medium max-sm:order-1')}>
        <Quantity of={latency(sample.responseMs)} />
      </Td>
      {traced && (
        <Td className="font-mono text-xs max-sm:order-4" label={trace && 'trace'} title={trace?.id}>
          {trace && <TraceLink id={trace.id} url={trace.url} />}
        </Td>
      )}
    </tr>
  );
}

/** Where it is not known where traces are shown, the whole id: it is to be copied. */
function TraceLink({ id, url }: NonNullable<SampleItem['trace']>) {
  if (url === undefined) return <span className="break-all text-ink-2 select-all">{id}</span>;
  return (
    <TextLink href={url} target="_blank" rel="noreferrer" aria-label={`Trace ${id}`}>
      {id.slice(-8)}
    </TextLink>
  );
}
