import { Section } from '@/components/ui/page';
import { ValidityLimits } from '@/components/verdict/run-validity';
import type { ReportKind } from '@/lib/reports/model';
import type { RunValidity } from '@/lib/runs/model';

const MEASURED = [
  'Plimsoll’s load generator sent, timed and stored every request. Response time is measured from the scheduled send time, service time from the actual one, so delays in the generator are never hidden (no coordinated omission).',
  'Percentiles come from merged histograms with three significant digits and are never averaged. 95 % intervals use order statistics with an effective sample size that accounts for autocorrelation; with too few requests no interval is given.',
  'The error rate counts any outcome but ok. The count by Locust’s rules is shown beside it.',
];

const SENTENCES: Record<ReportKind, readonly string[]> = {
  run: MEASURED,
  compare: [
    ...MEASURED,
    'Changes are estimated with a circular block bootstrap over seconds (block length after Politis and White) and 95 % intervals; verdicts are corrected for multiple comparisons (Holm). Equivalent: the whole interval lies within the ignored range. Worse or better: the change is significant. Inconclusive: neither.',
  ],
  suite: [
    ...MEASURED,
    'Each benchmark starts its own runs, one after the other, and is evaluated when they end. A benchmark that could not be measured has no data, and no data never passes. Quick suites are scaled down and labelled.',
  ],
  capacity: [
    'Each point is a period of steady load within a stored run, at least some seconds long, not a whole-run average. Throughput counts successful requests.',
    'The Universal Scalability Law is fitted by weighted non-linear least squares and compared with Amdahl’s law and a straight line; the lowest BIC wins. Poor fits, and anything beyond twice the measured range, are withheld.',
    'A search runs step by step, each until a sequential test is significant, and repeats both edges of the safe load. Growth is a regression on dated traffic observations; no forecast reaches further ahead than the data reach back.',
  ],
};

interface MethodProps {
  kind: ReportKind;
  limits?: RunValidity['limits'];
}

/** How the figures were measured, and what would make them unreliable. */
export function Method({ kind, limits }: MethodProps) {
  return (
    <Section title="Method and validity">
      <div className="flex flex-col gap-2 text-ink-2">
        {SENTENCES[kind].map((sentence) => (
          <p key={sentence} className="text-pretty">
            {sentence}
          </p>
        ))}
        {limits !== undefined && <ValidityLimits limits={limits} />}
      </div>
    </Section>
  );
}
