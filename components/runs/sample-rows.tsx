import clsx from 'clsx';
import { Quantity } from '@/components/ui/quantity';
import { minor, numeric, rowLine, Td } from '@/components/ui/table';
import { clock, latency } from '@/lib/format/duration';
import { count } from '@/lib/format/number';
import type { SampleItem } from '@/lib/runs/sample-list';
import { shortEndpoint } from './endpoint-colors';
import { outcomeWord } from './outcome-words';

export function SampleRow({ sample }: { sample: SampleItem }) {
  const { error, outcome } = sample;
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
    </tr>
  );
}
