import { missing, textOf } from '@/lib/core/number';
import { percent } from '@/lib/format/number';
import { signedPercent } from '@/lib/format/signed-percent';
import { limitWords, objectiveName, objectiveValue } from '@/lib/plan/objective-words';
import type { RunJudgement } from '@/lib/runs/model';
import { type Column, textTable } from './text-table';

type Row = RunJudgement['verdicts'][number];

const COLUMNS: Column<Row>[] = [
  { title: 'Objective', value: ({ objective }) => objectiveName(objective) },
  { title: 'Limit', value: ({ objective }) => limitWords(objective) },
  { title: 'Measured', value: measured, right: true },
  { title: 'Margin', value: ({ margin }) => textOf(signedPercent(margin)), right: true },
  {
    title: 'In time',
    value: ({ timeInObjective }) => textOf(percent(timeInObjective)),
    right: true,
  },
  { title: 'Verdict', value: ({ verdict }) => verdict },
];

/** A run against its objectives, for a terminal; no lines where it was not judged. */
export function judgementReport(judgement: RunJudgement | undefined): string[] {
  if (judgement === undefined) return [];
  const { profile, verdict, verdicts } = judgement;
  const by =
    profile === undefined
      ? 'the plan’s own objectives'
      : `${profile.name} (version ${profile.version})`;
  const reasons = verdicts.flatMap(({ objective, reason }) =>
    reason === undefined ? [] : `${objectiveName(objective)}: ${reason}`,
  );
  return [
    `Judged by ${by}: ${verdict ?? 'nothing critical'}.`,
    '',
    textTable(COLUMNS, verdicts),
    ...reasons,
  ];
}

function measured({ objective, actual }: Row): string {
  if (actual === undefined) return textOf(missing);
  return textOf(objective.over === 'seconds' ? percent(actual) : objectiveValue(objective, actual));
}
