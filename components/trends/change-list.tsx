'use client';

import { compareHref } from '@/components/compare/compare-href';
import { Badge } from '@/components/ui/badge';
import { Instant } from '@/components/ui/instant';
import { Section } from '@/components/ui/page';
import { minor, numeric, rowLine, Table, Td, Th } from '@/components/ui/table';
import { TextLink } from '@/components/ui/text-link';
import { signedPercent, textOf } from '@/lib/core/number';
import {
  driftLabel,
  type TrendChange,
  type TrendDrift,
  type TrendSeries,
} from '@/lib/trends/model';
import { type ReviewChange, ReviewForm } from './review-form';
import { TREND_STYLES } from './trend-format';

interface ChangeListProps {
  series: readonly TrendSeries[];
  answer: ReviewChange;
}

/** Every change point with its review, then what changed gradually: from what to what, how significant. */
export function ChangeList({ series, answer }: ChangeListProps) {
  const rows = series.flatMap((one) => one.changes.map((change) => ({ one, change })));
  const gradual = series.flatMap((one) => one.drifts.map((drift) => ({ one, drift })));
  const none = rows.length + gradual.length === 0;
  return (
    <Section
      title="Change points"
      note={
        none
          ? 'No significant changes between runs.'
          : 'Lasting shifts of a metric to a new level, at one run or gradually over many.'
      }
    >
      {!none && (
        <Table className="as-list">
          <thead>
            <tr>
              <Th>Metric</Th>
              <Th>Since</Th>
              <Th className={numeric}>Before</Th>
              <Th className={numeric}>After</Th>
              <Th className={numeric}>Change</Th>
              <Th className={`${numeric} ${minor}`}>p</Th>
              <Th>Review</Th>
            </tr>
          </thead>
          <tbody>
            {rows.map(({ one, change }) => (
              <tr key={`${one.metric} ${change.run}`} className={`${rowLine} align-baseline`}>
                <Td className="py-2 font-medium">{TREND_STYLES[one.metric].title}</Td>
                <Td className="py-2">
                  <TextLink
                    href={compareHref({ keys: [String(change.lastBefore), String(change.run)] })}
                    title={`Compare with run ${change.lastBefore}, the last run before the change`}
                  >
                    Run {change.run}
                  </TextLink>{' '}
                  <span className="text-ink-3">
                    <Instant iso={one.points[change.index]?.startedAt} relative />
                  </span>
                </Td>
                <SizeCells one={one} change={change} />
                <Td className="py-1 max-sm:col-span-2">
                  <ReviewForm metric={one.metric} change={change} answer={answer} />
                </Td>
              </tr>
            ))}
            {gradual.map(({ one, drift }) => (
              <tr
                key={`${one.metric} gradual ${drift.run}`}
                className={`${rowLine} align-baseline`}
              >
                <Td className="py-2 font-medium">{TREND_STYLES[one.metric].title}</Td>
                <Td className="py-2">
                  <TextLink
                    href={compareHref({ keys: [String(drift.run), String(drift.lastRun)] })}
                    title={`Compare run ${drift.lastRun} with run ${drift.run}, where the change began`}
                  >
                    Runs {drift.run} to {drift.lastRun}
                  </TextLink>
                </Td>
                <SizeCells one={one} change={drift} />
                <Td className="py-2 max-sm:col-span-2">{driftLabel(drift)}</Td>
              </tr>
            ))}
          </tbody>
        </Table>
      )}
    </Section>
  );
}

interface SizeCellsProps {
  one: TrendSeries;
  change: TrendChange | TrendDrift;
}

function SizeCells({ one, change: { before, after, change, p } }: SizeCellsProps) {
  const { format, moreIsWorse } = TREND_STYLES[one.metric];
  const isWorse = after > before === moreIsWorse;
  return (
    <>
      <Td label="before" className={`${numeric} py-2 max-sm:text-left`}>
        {textOf(format(before))}
      </Td>
      <Td label="after" className={`${numeric} py-2`}>
        {textOf(format(after))}
      </Td>
      <Td className={`${numeric} py-2`}>
        <Badge tone={isWorse ? 'fail' : 'pass'}>
          {change === undefined ? 'from 0' : textOf(signedPercent(change))}
        </Badge>
      </Td>
      <Td className={`${numeric} ${minor} py-2`}>{p < 0.001 ? '<0.001' : p.toFixed(3)}</Td>
    </>
  );
}
