import clsx from 'clsx';
import { BenchmarkState } from '@/components/suites/benchmark-state';
import { Elapsed } from '@/components/suites/elapsed';
import { Button } from '@/components/ui/button';
import { Quantity } from '@/components/ui/quantity';
import { numeric, rowLine, Td } from '@/components/ui/table';
import { TextLink } from '@/components/ui/text-link';
import { Margin } from '@/components/verdict/margin';
import { THIN } from '@/lib/core/number';
import { benchmarkLimit, benchmarkValue } from '@/lib/plan/benchmark-limit';
import type { BenchmarkRow as Row } from '@/lib/runs/suite-page';
import { BenchmarkWords } from './benchmark-words';

interface BenchmarkRowProps {
  benchmark: Row;
  alone?: { disabled: boolean; title?: string; start: (number: number) => void };
}

const top = 'py-2.5 align-top max-sm:align-middle';

export function BenchmarkRow({ benchmark, alone }: BenchmarkRowProps) {
  const { number, title, limit, condition, result, reported, runs, status } = benchmark;
  return (
    <tr id={`benchmark-${number}`} className={clsx(rowLine, 'scroll-mt-4 target:bg-accent-soft')}>
      <Td className={clsx(top, 'whitespace-normal! sm:min-w-64')}>
        <BenchmarkWords benchmark={benchmark} />
      </Td>
      <Td
        label="objective"
        className={clsx(top, 'whitespace-normal! sm:min-w-36 max-sm:order-2 max-sm:col-span-2')}
      >
        {benchmarkLimit(limit)}
        {condition !== undefined && <span className="text-ink-3 sm:block"> and {condition}</span>}
      </Td>
      <Td
        label="measured"
        className={clsx(
          top,
          numeric,
          'font-medium max-sm:order-3 max-sm:text-left',
          result?.verdict === 'no-data' && 'text-ink-3',
        )}
      >
        <Quantity of={benchmarkValue(limit.unit, result?.actual)} />
      </Td>
      <Td className={clsx(top, numeric, 'max-sm:order-4')}>
        <Margin share={result?.margin} faint={result?.verdict === 'no-data'} />
      </Td>
      <Td className={clsx(top, 'max-sm:order-1 max-sm:justify-self-end max-sm:self-start')}>
        <BenchmarkState benchmark={benchmark} />
        {status === 'running' && (
          <span className="ml-2 text-xs text-ink-3">
            <Elapsed since={benchmark.startedAt} />
          </span>
        )}
      </Td>
      <Td
        label="reported, not measured"
        className={clsx(
          top,
          'sm:min-w-36 border-l border-dashed whitespace-normal! text-ink-3 max-sm:order-5 max-sm:col-span-2 max-sm:border-0',
        )}
      >
        {reported === undefined ? '–' : withUnits(reported)}
      </Td>
      <Td className={clsx(top, 'max-sm:order-6')}>
        <Evidence runs={runs} />
      </Td>
      {alone !== undefined && (
        <Td className={clsx(top, 'text-right max-sm:order-7')}>
          <Button
            size="sm"
            className="-my-1"
            disabled={alone.disabled}
            title={alone.title}
            aria-label={`Run alone: ${title}`}
            onClick={() => alone.start(number)}
          >
            Run alone
          </Button>
        </Td>
      )}
    </tr>
  );
}

function Evidence({ runs }: { runs: readonly number[] }) {
  if (runs.length === 0) return <span className="text-ink-3 max-sm:hidden">–</span>;
  return (
    <span className="flex flex-wrap gap-x-2">
      {runs.map((run) => (
        <TextLink key={run} href={`/runs/${run}`} prefetch={false} aria-label={`Run ${run}`}>
          #{run}
        </TextLink>
      ))}
    </span>
  );
}

/** Keeps a number and its unit on one line. */
function withUnits(text: string): string {
  return text.replaceAll(/(\d) (?=ms|s\b|MB|%|×)/g, `$1${THIN}`);
}
