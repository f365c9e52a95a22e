'use client';

import { compareHref } from '@/components/compare/compare-href';
import { Badge } from '@/components/ui/badge';
import { Instant } from '@/components/ui/instant';
import { Section } from '@/components/ui/page';
import { minor, numeric, rowLine, Table, Td, Th } from '@/components/ui/table';
import { TextLink } from '@/components/ui/text-link';
import { signedPercent, textOf } from '@/lib/core/number';
import type { TrendSeries } from '@/lib/trends/model';
import { type ReviewChange, ReviewForm } from './review-form';
import { TREND_STYLES } from './trend-format';

interface ChangeListProps {
  series: readonly TrendSeries[];
  answer: ReviewChange;
}

/** Every change point: from what to what, how significant, and its review. */
export function ChangeList({ series, answer }: ChangeListProps) {
  const rows = series.flatMap((one) => one.changes.map((change) => ({ one, change })));
  return (
    <Section
      title="Change points"
      note={
        rows.length === 0
          ? 'No significant changes between runs.'
          : 'Lasting shifts of a metric to a new level.'
      }
    >
      {rows.length > 0 && (
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
            {rows.map(({ one, change }) => {
              const { title, format, moreIsWorse } = TREND_STYLES[one.metric];
              const isWorse = change.after > change.before === moreIsWorse;
              const at = one.points[change.index]?.startedAt;
              return (
                <tr key={`${one.metric} ${change.run}`} className={`${rowLine} align-baseline`}>
                  <Td className="py-2 font-medium">{title}</Td>
                  <Td className="py-2">
                    <TextLink
                      href={compareHref({ keys: [String(change.lastBefore), String(change.run)] })}
                      title={`Compare with run ${change.lastBefore}, the last run before the change`}
                    >
                      Run {change.run}
                    </TextLink>{' '}
                    <span className="text-ink-3">
                      <Instant iso={at} relative />
                    </span>
                  </Td>
                  <Td label="before" className={`${numeric} py-2 max-sm:text-left`}>
                    {textOf(format(change.before))}
                  </Td>
                  <Td label="after" className={`${numeric} py-2`}>
                    {textOf(format(change.after))}
                  </Td>
                  <Td className={`${numeric} py-2`}>
                    <Badge tone={isWorse ? 'fail' : 'pass'}>
                      {change.change === undefined
                        ? 'from 0'
                        : textOf(signedPercent(change.change))}
                    </Badge>
                  </Td>
                  <Td className={`${numeric} ${minor} py-2`}>
                    {change.p < 0.001 ? '<0.001' : change.p.toFixed(3)}
                  </Td>
                  <Td className="py-1 max-sm:col-span-2">
                    <ReviewForm metric={one.metric} change={change} answer={answer} />
                  </Td>
                </tr>
              );
            })}
          </tbody>
        </Table>
      )}
    </Section>
  );
}
