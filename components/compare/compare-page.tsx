import { type ReactNode, Suspense } from 'react';
import { ReportMenu } from '@/components/reports/report-menu';
import { Lead, Notice, PageHeader } from '@/components/ui/page';
import { TextLink } from '@/components/ui/text-link';
import type {
  CandidateChange,
  CompareChoice,
  CompareQuery,
  CompareSide,
  Difference,
  MeasuredSide,
} from '@/lib/compare/model';
import type { ConfirmationItem } from '@/lib/confirmations/model';
import { ChangeTable } from './change-table';
import { Comparability } from './comparability';
import { CompareCharts } from './compare-charts';
import { CompareControls } from './compare-controls';
import { CompareDistribution } from './compare-distribution';
import { CompareErrors } from './compare-errors';
import { compareSummary } from './compare-summary';
import { ShiftChart } from './shift-chart';
import { sideColors, sideName } from './side-labels';

interface ComparePageProps {
  query: CompareQuery;
  sides: readonly CompareSide[];
  differences: readonly { key: string; differences: readonly Difference[] }[];
  /** The statistics, which may take a second of their own. */
  changes: Promise<readonly CandidateChange[]>;
  choices: readonly CompareChoice[];
  action?: ReactNode;
  confirmations: readonly ConfirmationItem[];
}

/** Runs side by side: may they be compared, what changed, where, and what it looked like. */
export function ComparePage(props: ComparePageProps) {
  const { query, sides, differences, changes, choices, action, confirmations } = props;
  const { margin } = query;
  const baseline = sides.find(({ key }) => key === query.baseline) ?? sides[0];
  if (baseline === undefined) return null;
  const colors = sideColors(sides, baseline.key);
  const measured = sides.filter((side): side is MeasuredSide => side.kind === 'run');
  return (
    <>
      <PageHeader
        title={`Compare ${sides.length} runs`}
        action={
          <>
            <ReportMenu
              subject={{
                kind: 'compare',
                runs: query.keys,
                base: query.baseline,
                marginPercent: Number((margin * 100).toFixed(4)),
              }}
            />
            {action}
          </>
        }
      >
        {confirmations.length > 0 && (
          <p className="flex flex-wrap gap-x-4 text-ink-2">
            {confirmations.map(({ id, ended, repeats }) => (
              <TextLink key={id} href={`/confirmations/${id}`}>
                Confirmation {id}, {ended} of {repeats} repeats
              </TextLink>
            ))}
          </p>
        )}
      </PageHeader>
      {query.problems.length > 0 && (
        <div className="mb-4">
          <Notice tone="warn" title="Part of this URL was ignored.">
            {query.problems.join(' ')}
          </Notice>
        </div>
      )}
      <Suspense fallback={<SummarySkeleton lines={sides.length - 1} />}>
        <CompareSummarySection
          changes={changes}
          sides={sides}
          baseline={baseline.key}
          margin={margin}
        />
      </Suspense>
      <CompareControls {...{ sides, margin, colors, choices }} baseline={baseline.key} />
      <Comparability sides={sides} baseline={baseline} differences={differences} />
      <Suspense fallback={<SummarySkeleton lines={12} />}>
        <Changes {...{ changes, sides, baseline, margin, colors }} />
      </Suspense>
      {measured.length > 0 && (
        <>
          <CompareCharts sides={measured} colors={colors} />
          <CompareDistribution sides={measured} colors={colors} />
          <CompareErrors sides={measured} baseline={baseline.key} />
        </>
      )}
    </>
  );
}

interface ChangesProps {
  changes: Promise<readonly CandidateChange[]>;
  sides: readonly CompareSide[];
  margin: number;
}

async function CompareSummarySection({ changes, ...rest }: ChangesProps & { baseline: string }) {
  return <CompareLead {...rest} changes={await changes} />;
}

async function Changes({
  changes,
  sides,
  baseline,
  margin,
  colors,
}: ChangesProps & { baseline: CompareSide; colors: Record<string, string> }) {
  const found = await changes;
  const names = Object.fromEntries(sides.map((side) => [side.key, sideName(side)]));
  return (
    <>
      <ChangeTable names={names} baseline={baseline.key} changes={found} margin={margin} />
      <ShiftChart
        changes={found}
        names={names}
        colors={colors}
        baseline={baseline.key}
        margin={margin}
      />
    </>
  );
}

function SummarySkeleton({ lines }: { lines: number }) {
  return (
    <div role="status" aria-label="Calculating" className="mb-6 flex flex-col gap-2">
      {Array.from({ length: lines }, (_, line) => line).map((line) => (
        <span key={line} className="skeleton h-6 w-full max-w-[60ch]" />
      ))}
    </div>
  );
}

interface CompareLeadProps {
  sides: readonly CompareSide[];
  baseline: string;
  changes: readonly CandidateChange[];
  margin: number;
}

/** One sentence for each candidate. */
function CompareLead({ sides, baseline, changes, margin }: CompareLeadProps) {
  const name = (key: string) => {
    const side = sides.find((one) => one.key === key);
    return side === undefined ? key : sideName(side);
  };
  return (
    <Lead>
      {changes.map((change) => (
        <span key={change.key} className="block">
          {compareSummary(name(change.key), name(baseline), change, margin)}
        </span>
      ))}
    </Lead>
  );
}
