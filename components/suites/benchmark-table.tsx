'use client';

import clsx from 'clsx';
import { useState } from 'react';
import { May } from '@/components/access/may';
import { Button } from '@/components/ui/button';
import { Quantity } from '@/components/ui/figures';
import { Checkbox } from '@/components/ui/forms/field';
import { useAction } from '@/components/ui/forms/form';
import { Section } from '@/components/ui/page';
import { numeric, rowLine, Table, Td, Th } from '@/components/ui/table';
import { TextLink } from '@/components/ui/text-link';
import { Margin, VERDICT_STYLES } from '@/components/verdict/verdict-badge';
import { THIN, textOf } from '@/lib/core/number';
import type {
  BenchmarkRow as BenchmarkRowFromSuitePage,
  BenchmarkRow as Row,
} from '@/lib/suites/model';
import { benchmarkLimit, benchmarkValue } from '@/lib/verdict/model';
import { BenchmarkState } from './benchmark-state';
import { Elapsed } from './elapsed';
import type { StartSuite } from './suite-actions';

interface BenchmarkTableProps {
  benchmarks: readonly Row[];
  /** Where a single benchmark can be run; undefined: nowhere. */
  target?: number;
  start?: StartSuite;
  /** The suite that is under way there: nothing can start beside it. */
  busy?: number;
  quick?: boolean;
}

const COLUMNS = [
  { label: 'Benchmark', className: 'w-[34%]' },
  { label: 'Objective', className: 'w-[18%]' },
  { label: 'Measured', className: numeric },
  { label: 'Margin', className: numeric },
  { label: 'Verdict', className: '' },
  { label: 'Published figure, not measured', className: 'w-[16%] border-l border-dashed' },
  { label: 'Evidence', className: '' },
] as const;

/** Every benchmark with what it came to: the five key objectives first. */
export function BenchmarkTable(props: BenchmarkTableProps) {
  const { benchmarks, target, start, busy, quick: wasQuick = false } = props;
  const [quick, setQuick] = useState(wasQuick);
  const { run, pending, problem } = useAction();
  const single =
    target === undefined || start === undefined
      ? undefined
      : {
          disabled: pending || busy !== undefined,
          title: busy === undefined ? undefined : `Suite ${busy} is running.`,
          start: (number: number) => run((host) => start(target, quick, [number], host)),
        };
  const groups = [
    { title: 'Key objectives', of: benchmarks.filter(({ headline }) => headline) },
    { title: 'Other benchmarks', of: benchmarks.filter(({ headline }) => !headline) },
  ].filter((group) => group.of.length > 0);
  return (
    <Section
      title="Benchmarks"
      note="Margin: distance to the limit, as a share of it."
      action={
        single !== undefined && (
          <Checkbox
            className="text-sm text-ink-2"
            checked={quick}
            onChange={(event) => setQuick(event.target.checked)}
          >
            Quick mode
          </Checkbox>
        )
      }
    >
      {problem !== undefined && (
        <p role="alert" className="mb-3 text-sm text-fail">
          {problem}
        </p>
      )}
      <Table className="as-list">
        <thead>
          <tr>
            {COLUMNS.map(({ label, className }) => (
              <Th key={label} className={className}>
                {label}
              </Th>
            ))}
            {single !== undefined && (
              <Th>
                <span className="sr-only">Run</span>
              </Th>
            )}
          </tr>
        </thead>
        {groups.map((group) => (
          <tbody key={group.title}>
            <tr className="border-t border-line bg-well max-sm:py-1.5!">
              <th
                scope="rowgroup"
                colSpan={COLUMNS.length + (single === undefined ? 0 : 1)}
                className="h-8 px-3 text-left text-xs font-semibold text-ink-2 max-sm:col-span-2 max-sm:h-auto max-sm:px-0"
              >
                {group.title}
              </th>
            </tr>
            {group.of.map((benchmark) => (
              <BenchmarkRow key={benchmark.number} benchmark={benchmark} single={single} />
            ))}
          </tbody>
        ))}
      </Table>
    </Section>
  );
}

interface BenchmarkRowProps {
  benchmark: Row;
  single?: { disabled: boolean; title?: string; start: (number: number) => void };
}

const top = 'py-2.5 align-top max-sm:align-middle';

function BenchmarkRow({ benchmark, single }: BenchmarkRowProps) {
  const { number, title, limit, condition, result, reported, runs, status } = benchmark;
  return (
    <tr id={`benchmark-${number}`} className={clsx(rowLine, 'scroll-mt-4 target:bg-accent-soft')}>
      <Td className={clsx(top, 'whitespace-normal! sm:min-w-64')}>
        <BenchmarkDescription benchmark={benchmark} />
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
        label="published, not measured"
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
      {single !== undefined && (
        <Td className={clsx(top, 'text-right max-sm:order-7')}>
          <May scope="runs:start">
            <Button
              size="sm"
              className="-my-1"
              disabled={single.disabled}
              title={single.title}
              aria-label={`Run ${title}`}
              onClick={() => single.start(number)}
            >
              Run
            </Button>
          </May>
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

/** What it is called and measures, why it came out as it did, and what it came to since. */
function BenchmarkDescription({ benchmark }: { benchmark: BenchmarkRowFromSuitePage }) {
  const { number, title, measures, result } = benchmark;
  return (
    <>
      <p className="font-medium">
        <span className="nums mr-2 inline-block min-w-[2ch] text-right text-ink-3 max-sm:min-w-0">
          {number}
        </span>
        {title}
      </p>
      <div className="text-pretty sm:pl-[calc(2ch+8px)]">
        <p className="text-ink-2">{measures}</p>
        {result?.reason !== undefined && (
          <p className="mt-1 font-medium break-words text-ink">{result.reason}</p>
        )}
        {result?.detail !== undefined && <p className="nums mt-1 text-ink-3">{result.detail}</p>}
        <NewerResult benchmark={benchmark} />
      </div>
    </>
  );
}

function NewerResult({
  benchmark: { status, limit, later },
}: {
  benchmark: BenchmarkRowFromSuitePage;
}) {
  if (later === undefined) return null;
  const { suite, quick, result } = later;
  const value =
    result.actual === undefined ? '' : `, ${textOf(benchmarkValue(limit.unit, result.actual))}`;
  return (
    <p className="mt-1 text-ink-3">
      {status === 'ended' ? 'Newer result in' : 'Result in'}{' '}
      <TextLink href={`/suites/${suite}`} prefetch={false}>
        suite {suite}
      </TextLink>
      {quick && ' (quick)'}: {VERDICT_STYLES[result.verdict].word.toLowerCase()}
      {value}
    </p>
  );
}
