import { textOf } from '@/lib/format/quantity';
import { signedPercent } from '@/lib/format/signed-percent';
import type { RunDetail } from '@/lib/live/run-detail';
import { limitWords, objectiveName, objectiveValue } from '@/lib/plan/objective-words';
import type { ObjectiveVerdict } from '@/lib/verdict/objective-verdict';

interface TestCase {
  name: string;
  failure?: string;
  skipped?: string;
}

/** A run as JUnit XML: whether it finished, whether it can be believed, and each objective as a test case. */
export function junitXml(run: RunDetail): string {
  const cases = [finished(run), believed(run), ...objectives(run)];
  const count = (key: 'failure' | 'skipped') =>
    cases.filter((one) => one[key] !== undefined).length;
  const seconds = (run.state.progress.elapsedMs / 1000).toFixed(3);
  const suite = `Run ${run.number}: ${run.scenario.name} on ${run.target.name}`;
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites tests="${cases.length}" failures="${count('failure')}" skipped="${count('skipped')}" time="${seconds}">`,
    `  <testsuite name="${escaped(suite)}" tests="${cases.length}" failures="${count('failure')}" skipped="${count('skipped')}" time="${seconds}"${timestamp(run)}>`,
    ...cases.map((one) => caseXml(one, run.scenario.name)),
    '  </testsuite>',
    '</testsuites>',
    '',
  ].join('\n');
}

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

function caseXml({ name, failure, skipped }: TestCase, scenario: string): string {
  const open = `    <testcase classname="${escaped(`plimsoll.${scenario}`)}" name="${escaped(name)}"`;
  if (failure !== undefined) return `${open}><failure message="${escaped(failure)}"/></testcase>`;
  if (skipped !== undefined) return `${open}><skipped message="${escaped(skipped)}"/></testcase>`;
  return `${open}/>`;
}

function timestamp({ state }: RunDetail): string {
  return state.startedAt === undefined ? '' : ` timestamp="${state.startedAt.slice(0, 19)}"`;
}

/** For attribute values; characters that XML 1.0 cannot have become spaces. */
function escaped(text: string): string {
  return text
    .replace(/[\p{Cc}\p{Cs}\ufffe\uffff]/gu, ' ')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
