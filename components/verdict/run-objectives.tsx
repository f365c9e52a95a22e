'use client';

import clsx from 'clsx';
import { useState } from 'react';
import { useMay } from '@/components/access/may';
import { useRun } from '@/components/runs/live/run-context';
import type { RunActions } from '@/components/runs/run-actions';
import { Quantity } from '@/components/ui/figures';
import { Select } from '@/components/ui/forms/field';
import { useAction } from '@/components/ui/forms/form';
import { Section } from '@/components/ui/page';
import { numeric, rowLine, Table, Td, Th } from '@/components/ui/table';
import { missing, percent, textOf, threeDigits, type Quantity as Value } from '@/lib/core/number';
import { limitLabel, objectiveName, objectiveValue } from '@/lib/plan/objective';
import type { ProfileView } from '@/lib/profiles/model';
import { hasEnded, type RunJudgement } from '@/lib/runs/model';
import type { ObjectiveVerdict } from '@/lib/verdict/model';
import { judgementSummary } from './judgement-summary';
import { Margin, VerdictBadge } from './verdict-badge';

interface RunObjectivesProps {
  /** The profiles it may be evaluated against. */
  choice?: EvaluationChoice;
}

interface EvaluationChoice {
  profiles: readonly ProfileView[];
  reevaluate: RunActions['reevaluate'];
}

/** An ended run against its objectives; another profile can be chosen. */
export function RunObjectives({ choice }: RunObjectivesProps) {
  const { state, judgement } = useRun();
  if (!hasEnded(state.status)) return null;
  const evaluation = choice && <EvaluateAgainst {...choice} />;
  if (judgement === undefined)
    return (
      <div className="mb-6 flex flex-wrap items-center gap-x-4 gap-y-2 text-sm text-ink-3">
        <p>Not evaluated: no objectives set.</p>
        {evaluation}
      </div>
    );
  return (
    <Section
      id="objectives"
      title="Objectives"
      note={
        <span className="flex flex-wrap items-center gap-x-2 text-ink-2">
          {judgement.verdict !== undefined && <VerdictBadge verdict={judgement.verdict} />}
          {judgementSummary(judgement)}
        </span>
      }
      action={evaluation}
    >
      <ObjectiveTable judgement={judgement} />
    </Section>
  );
}

const top = 'align-top py-2';

function ObjectiveTable({ judgement: { verdicts } }: { judgement: RunJudgement }) {
  return (
    <Table className="as-list">
      <thead>
        <tr>
          <Th>Objective</Th>
          <Th>Limit</Th>
          <Th className={numeric}>Measured</Th>
          <Th className={numeric}>Margin</Th>
          <Th className={numeric}>Time in objective</Th>
          <Th className={numeric}>Error budget used</Th>
          <Th>Verdict</Th>
        </tr>
      </thead>
      <tbody>
        {/* Two may be alike, the profile's and the plan's: only their place tells them apart. */}
        {[...verdicts.entries()].map(([place, verdict]) => (
          <ObjectiveRow key={place} of={verdict} />
        ))}
      </tbody>
    </Table>
  );
}

function ObjectiveRow({ of }: { of: ObjectiveVerdict }) {
  const { objective, verdict, reason, margin, timeInObjective, secondsJudged, budgetBurn } = of;
  return (
    <tr className={rowLine}>
      <Td className={clsx(top, 'whitespace-normal! sm:min-w-56')}>
        <span className="font-medium">{objectiveName(objective)}</span>
        {objective.critical === false && <span className="text-ink-3"> (non-blocking)</span>}
        {reason !== undefined && (
          <span className="block text-xs text-pretty text-ink-3">{reason}</span>
        )}
      </Td>
      <Td label="limit" className={clsx(top, 'whitespace-normal! sm:min-w-36')}>
        {limitLabel(objective)}
        {objective.maxIncrease !== undefined && of.limit !== undefined && (
          <span className="block text-xs text-ink-3">
            limit <Quantity of={shown(of, of.limit)} />
          </span>
        )}
      </Td>
      <Td label="measured" className={clsx(top, numeric, 'font-medium')}>
        <Quantity of={shown(of, of.actual)} />
        <Bounds of={of} />
      </Td>
      <Td className={clsx(top, numeric)}>
        <Margin share={margin} faint={verdict === 'no-data'} />
      </Td>
      <Td label="time in objective" className={clsx(top, numeric)}>
        <span title={secondsJudged === undefined ? undefined : `of ${secondsJudged} seconds`}>
          <Quantity of={percent(timeInObjective)} />
        </span>
      </Td>
      <Td label="error budget used" className={clsx(top, numeric)}>
        <Quantity of={burn(budgetBurn)} />
      </Td>
      <Td className={top}>
        <VerdictBadge verdict={verdict} isMeasured={of.actual !== undefined} />
      </Td>
    </tr>
  );
}

/** Between what the value lies, whatever the generator's own error was. */
function Bounds({ of }: { of: ObjectiveVerdict }) {
  const { bounds } = of;
  if (bounds === undefined) return null;
  const low = textOf(shown(of, bounds.low));
  const high = bounds.high === undefined ? undefined : textOf(shown(of, bounds.high));
  if (low === high) return null;
  return (
    <span
      className="block text-xs font-normal text-ink-3"
      title="Error bound: the load generator’s own error, and requests that were not measured"
    >
      {high === undefined ? `${low} or more` : `${low} to ${high}`}
    </span>
  );
}

/** Judged by the second it is a share of seconds that is measured. */
function shown({ objective }: ObjectiveVerdict, value: number | undefined): Value {
  if (value === undefined) return missing;
  return objective.over === 'seconds' ? percent(value) : objectiveValue(objective, value);
}

/** A share of the budget; beyond ten times of it a factor. */
function burn(share: number | undefined): Value {
  return share !== undefined && share > 10
    ? { value: threeDigits(share), unit: '×' }
    : percent(share);
}

function EvaluateAgainst({ profiles, reevaluate }: EvaluationChoice) {
  const { number, judgement } = useRun();
  const [chosen, setChosen] = useState('');
  const { run, pending, problem } = useAction(() => setChosen(''));
  const mayEdit = useMay('runs:edit');
  if (!mayEdit) return null;
  return (
    <span className="flex flex-wrap items-center gap-2">
      {problem !== undefined && <span className="text-sm text-fail">{problem}</span>}
      <Select
        aria-label={
          judgement === undefined ? 'Evaluate against a profile' : 'Re-evaluate against a profile'
        }
        value={chosen}
        disabled={pending}
        onChange={({ target: { value } }) => {
          setChosen(value);
          if (value !== '') run(() => reevaluate(number, value));
        }}
      >
        <option value="">Evaluate against…</option>
        {profiles.map(({ slug, name }) => (
          <option key={slug} value={slug}>
            {name}
          </option>
        ))}
      </Select>
    </span>
  );
}
