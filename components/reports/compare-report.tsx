import { ChangeTable } from '@/components/compare/change-table';
import { Comparability } from '@/components/compare/comparability';
import { CompareCharts } from '@/components/compare/compare-charts';
import { CompareDistribution } from '@/components/compare/compare-distribution';
import { CompareErrors } from '@/components/compare/compare-errors';
import { compareSummary } from '@/components/compare/compare-summary';
import { ShiftChart } from '@/components/compare/shift-chart';
import { inSentence, sideColors, sideName } from '@/components/compare/side-labels';
import { Instant } from '@/components/ui/instant';
import { Section } from '@/components/ui/page';
import { VALIDITY_LABELS } from '@/components/verdict/validity-badge';
import type { CandidateChange, CompareSide, Difference, MeasuredSide } from '@/lib/compare/model';
import { span } from '@/lib/core/duration';
import { bytes, count, MISSING, textOf } from '@/lib/core/number';
import type { REPORT_SECTIONS } from '@/lib/reports/model';
import { Glossary } from './glossary';
import { Method } from './method';
import { ReportDocument, type ReportFrame } from './report-document';

interface CompareReportProps extends ReportFrame {
  sides: readonly CompareSide[];
  /** The baseline's key. */
  baseline: string;
  margin: number;
  differences: readonly { key: string; differences: readonly Difference[] }[];
  changes: readonly CandidateChange[];
}

/** What changed between runs, for a reader who was not there. */
export function CompareReport(props: CompareReportProps) {
  const { sides, margin, differences, changes, ...frame } = props;
  const has = (section: keyof typeof REPORT_SECTIONS.compare) =>
    !frame.request.without.includes(section);
  const baseline = sides.find(({ key }) => key === props.baseline) ?? sides[0];
  if (baseline === undefined) return null;
  const colors = sideColors(sides, baseline.key);
  const names = Object.fromEntries(sides.map((side) => [side.key, sideName(side)]));
  const measured = sides.filter((side): side is MeasuredSide => side.kind === 'run');
  const nameOf = (key: string) => names[key] ?? key;
  const others = sides.filter(({ key }) => key !== baseline.key).map(({ key }) => nameOf(key));
  return (
    <ReportDocument
      {...frame}
      name={`${others.join(', ')} compared with ${inSentence(nameOf(baseline.key))}`}
      facts={measured.map(({ key, run }) => (
        <span key={key}>
          {nameOf(key)}: {run.name ?? run.scenario} on {run.target}
        </span>
      ))}
      lead={changes.map((change) => (
        <span key={change.key} className="block">
          {compareSummary(nameOf(change.key), nameOf(baseline.key), change, margin)}
        </span>
      ))}
    >
      {has('differences') && (
        <Comparability sides={sides} baseline={baseline} differences={differences} />
      )}
      {has('changes') && (
        <>
          <ChangeTable names={names} baseline={baseline.key} changes={changes} margin={margin} />
          <ShiftChart {...{ changes, names, colors, margin }} baseline={baseline.key} />
        </>
      )}
      {measured.length > 0 && (
        <>
          {has('charts') && <CompareCharts sides={measured} colors={colors} />}
          {has('distribution') && <CompareDistribution sides={measured} colors={colors} />}
          {has('errors') && <CompareErrors sides={measured} baseline={baseline.key} />}
        </>
      )}
      {has('runs') && <ComparedRuns sides={measured} />}
      {has('method') && <Method kind="compare" />}
      {has('glossary') && <Glossary />}
    </ReportDocument>
  );
}

/** Each of the runs: what it was, on which machine, and by which hash its plan is known. */
function ComparedRuns({ sides }: { sides: readonly MeasuredSide[] }) {
  if (sides.length === 0) return null;
  return (
    <Section title="Runs">
      <div className="flex flex-col gap-4">
        {sides.map((side) => (
          <ComparedRun key={side.key} side={side} />
        ))}
      </div>
    </Section>
  );
}

function ComparedRun({ side }: { side: MeasuredSide }) {
  const { run, requests } = side;
  const { environment: at } = run;
  const facts = [
    ['Scenario', run.scenario],
    ['Target', [run.target, at?.target].filter(Boolean).join(', ')],
    ['Duration', `${span(run.durationMs)}, ${count(requests)} requests`],
    ['Validity', run.validity === undefined ? MISSING : VALIDITY_LABELS[run.validity]],
    [
      'Generator',
      at === undefined
        ? MISSING
        : `${at.cpu}, ${at.cores} cores, ${textOf(bytes(at.memoryBytes))}, ${at.platform}, Node.js ${at.node}, Plimsoll ${at.plimsoll}`,
    ],
  ] as const;
  return (
    <div>
      <h3 className="mb-1 font-medium">{sideName(side)}</h3>
      <dl className="grid grid-cols-[8rem_1fr] gap-y-0.5 text-sm">
        {facts.map(([name, value]) => (
          <div key={name} className="col-span-2 grid grid-cols-subgrid">
            <dt className="text-ink-3">{name}</dt>
            <dd className="nums">{value}</dd>
          </div>
        ))}
        <dt className="text-ink-3">Started</dt>
        <dd className="nums">
          <Instant iso={run.startedAt} />
        </dd>
        <dt className="text-ink-3">Plan hash</dt>
        <dd className="font-mono text-xs break-all">{run.planHash}</dd>
      </dl>
    </div>
  );
}
