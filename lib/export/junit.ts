import { textOf } from '@/lib/core/number';
import { signedPercent } from '@/lib/format/signed-percent';
import { junitDocument, type TestCase } from '@/lib/interop/export/junit-document';
import type { Gate, GateResult } from '@/lib/plan/gates';
import { limitWords, objectiveName, objectiveValue } from '@/lib/plan/objective-words';
import type { RunDetail } from '@/lib/runs/model';
import type { ObjectiveVerdict } from '@/lib/verdict/model';

/**
 * A run as JUnit XML: whether it finished, whether it can be believed, and each objective as a test case;
 * with `gates` also whether it is worse than what it was compared with.
 */
export function junitXml(run: RunDetail, gates: readonly GateResult[] = []): string {
  return junitDocument({
    name: `Run ${run.number}: ${run.scenario.name} on ${run.target.name}`,
    className: `plimsoll.${run.scenario.name}`,
    ms: run.state.progress.elapsedMs,
    startedAt: run.state.startedAt,
    cases: [
      finished(run),
      believed(run),
      ...objectives(run),
      ...gates.filter(({ gate }) => gate === 'worse').map(gateCase),
    ],
  });
}

/** A gate as a test case. */
export function gateCase({ gate, passed, words }: GateResult): TestCase {
  const name = GATE_NAMES[gate];
  return passed ? { name } : { name, failure: words };
}

const GATE_NAMES: Record<Gate, string> = {
  invalid: 'The generator can be believed',
  sla: 'The objectives are met',
  worse: 'It is not worse than the baseline',
};

function finished({ state }: RunDetail): TestCase {
  const name = 'The run finished';
  if (state.status === 'finished') return { name };
  return { name, failure: `It is ${state.status}. ${state.failureReason ?? ''}`.trim() };
}

function believed({ validity }: RunDetail): TestCase {
  const name = 'The generator can be believed';
  if (validity === undefined) return { name, skipped: 'Its validity was not judged.' };
  const reasons = validity.reasons.map(({ message }) => message).join(' ');
  if (validity.validity === 'invalid') return { name, failure: `The run is invalid. ${reasons}` };
  return { name };
}

function objectives({ judgement }: RunDetail): TestCase[] {
  return (judgement?.verdicts ?? []).map((one) => ({
    name: `${objectiveName(one.objective)} ${limitWords(one.objective)}`,
    ...outcomeOf(one),
  }));
}

function outcomeOf(one: ObjectiveVerdict): Pick<TestCase, 'failure' | 'skipped'> {
  switch (one.verdict) {
    case 'pass':
      return {};
    case 'no-data':
      return { skipped: one.reason ?? 'There is no data.' };
    case 'fail':
      return one.objective.critical === false
        ? { skipped: `Broken, but it does not fail a run. ${brokenBy(one)}` }
        : { failure: brokenBy(one) };
  }
}

function brokenBy({ objective, actual, limit, margin }: ObjectiveVerdict): string {
  const shown = (value: number | undefined) =>
    value === undefined ? 'nothing' : textOf(objectiveValue(objective, value));
  return `Measured ${shown(actual)}, limit ${shown(limit)}, margin ${textOf(signedPercent(margin))}.`;
}
