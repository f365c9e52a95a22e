'use client';

import { useState } from 'react';
import { BenchmarkRow } from '@/components/suite/benchmark-row';
import { Checkbox } from '@/components/ui/checkbox';
import { Section } from '@/components/ui/section';
import { numeric, Table, Th } from '@/components/ui/table';
import { useAction } from '@/components/ui/use-action';
import type { BenchmarkRow as Row } from '@/lib/runs/suite-page';
import type { StartSuite } from './suite-actions';

interface BenchmarkTableProps {
  benchmarks: readonly Row[];
  /** Where one of them can be run alone; undefined: it cannot. */
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
  { label: 'Reported, not measured', className: 'w-[16%] border-l border-dashed' },
  { label: 'Evidence', className: '' },
] as const;

/** Every benchmark with what it came to: the headline five first. */
export function BenchmarkTable(props: BenchmarkTableProps) {
  const { benchmarks, target, start, busy, quick: wasQuick = false } = props;
  const [quick, setQuick] = useState(wasQuick);
  const { run, pending, problem } = useAction();
  const alone =
    target === undefined || start === undefined
      ? undefined
      : {
          disabled: pending || busy !== undefined,
          title: busy === undefined ? undefined : `Suite ${busy} is under way.`,
          start: (number: number) => run(() => start(target, quick, [number])),
        };
  const groups = [
    { title: 'Headline objectives', of: benchmarks.filter(({ headline }) => headline) },
    { title: 'Further benchmarks', of: benchmarks.filter(({ headline }) => !headline) },
  ].filter((group) => group.of.length > 0);
  return (
    <Section
      title="Benchmarks"
      note="Margin: what is left of the limit."
      action={
        alone !== undefined && (
          <Checkbox
            className="text-sm text-ink-2"
            checked={quick}
            onChange={(event) => setQuick(event.target.checked)}
          >
            Run alone in the quick size
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
            {alone !== undefined && (
              <Th>
                <span className="sr-only">Run alone</span>
              </Th>
            )}
          </tr>
        </thead>
        {groups.map((group) => (
          <tbody key={group.title}>
            <tr className="border-t border-line bg-well max-sm:py-1.5!">
              <th
                scope="rowgroup"
                colSpan={COLUMNS.length + (alone === undefined ? 0 : 1)}
                className="h-8 px-3 text-left text-xs font-semibold text-ink-2 max-sm:col-span-2 max-sm:h-auto max-sm:px-0"
              >
                {group.title}
              </th>
            </tr>
            {group.of.map((benchmark) => (
              <BenchmarkRow key={benchmark.number} benchmark={benchmark} alone={alone} />
            ))}
          </tbody>
        ))}
      </Table>
    </Section>
  );
}
