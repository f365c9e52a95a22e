import { Section } from '@/components/ui/page';
import { ValidityLimits } from '@/components/verdict/run-validity';
import type { ReportKind } from '@/lib/reports/model';
import type { RunValidity } from '@/lib/runs/model';

const MEASURED = [
  'Every request was sent and timed by Plimsoll’s own generator, and is stored. Response time counts from the instant at which a request was due, service time from the one at which it left: what waited in the generator is never left out of what a user would have waited.',
  'Percentiles are those of merged histograms with three significant digits, never averages of percentiles. A percentile’s 95 % interval comes from order statistics, on an effective number of requests that allows for their likeness in time; with too few requests there is none.',
  'Failures are strict: any outcome but ok. The count that Locust would give stands beside it.',
];

const SENTENCES: Record<ReportKind, readonly string[]> = {
  run: MEASURED,
  compare: [
    ...MEASURED,
    'Changes: both runs are cut into blocks of seconds and resampled (circular block bootstrap, blocks by Politis and White); intervals are of 95 %, verdicts are corrected for how many there are (Holm). Equivalent: the whole interval lies within the margin. Worse or better: chance does not explain the change. Inconclusive: neither.',
  ],
  suite: [
    ...MEASURED,
    'Each benchmark starts runs of its own, one after the other, and is judged when they have ended. What could not be measured has no data, and no data is never a pass. A quick suite is scaled down and labelled so.',
  ],
  capacity: [
    'Points are stretches of stored runs in which the load stood still, each at least some seconds long, not whole-run averages. Throughput counts good answers.',
    'The curve is the Universal Scalability Law by weighted non-linear least squares, beside Amdahl’s law and a straight line; Schwarz’s criterion chooses. A poor fit, and anything past twice the data, is withheld.',
    'A search runs step after step, each until a sequential test is sure, and repeats the edges it closes in on. Growth is a regression on dated observations of real traffic; no forecast reaches further ahead than the data reach back.',
  ],
};

interface MethodProps {
  kind: ReportKind;
  limits?: RunValidity['limits'];
}

/** How the figures came to be, and what would make them unbelievable. */
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
