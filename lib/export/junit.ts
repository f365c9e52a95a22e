import type { ComparedChange, Comparison } from '@/lib/compare/model';
import { signedPercent, textOf } from '@/lib/core/number';
import { limitLabel, objectiveName, objectiveValue } from '@/lib/plan/objective';
import type { RunDetail } from '@/lib/runs/model';
import type { BenchmarkView, SuiteView } from '@/lib/suites/model';
import { benchmarkLimit, benchmarkValue, type ObjectiveVerdict } from '@/lib/verdict/model';
import type { Gate, GateResult } from './gates';

/**
 * A run as JUnit XML: whether it finished, whether it is valid, and each objective as a test case;
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
      validityCase(run),
      ...objectives(run),
      ...gates.filter(({ gate }) => gate === 'worse').map(gateCase),
    ],
  });
}

/** A gate as a test case. */
function gateCase({ gate, passed, words }: GateResult): TestCase {
  const name = GATE_NAMES[gate];
  return passed ? { name } : { name, failure: words };
}

const GATE_NAMES: Record<Gate, string> = {
  invalid: 'The run is valid',
  sla: 'All objectives are met',
  worse: 'No regression against the baseline',
};

function finished({ state }: RunDetail): TestCase {
  const name = 'The run finished';
  if (state.status === 'finished') return { name };
  return { name, failure: `Status: ${state.status}. ${state.failureReason ?? ''}`.trim() };
}

function validityCase({ validity }: RunDetail): TestCase {
  const name = 'The run is valid';
  if (validity === undefined) return { name, skipped: 'Validity was not determined.' };
  const reasons = validity.reasons.map(({ message }) => message).join(' ');
  if (validity.validity === 'invalid') return { name, failure: `The run is invalid. ${reasons}` };
  return { name };
}

function objectives({ judgement }: RunDetail): TestCase[] {
  return (judgement?.verdicts ?? []).map((one) => ({
    name: `${objectiveName(one.objective)} ${limitLabel(one.objective)}`,
    ...outcomeOf(one),
  }));
}

function outcomeOf(one: ObjectiveVerdict): Pick<TestCase, 'failure' | 'skipped'> {
  switch (one.verdict) {
    case 'pass':
      return {};
    case 'no-data':
      return { skipped: one.reason ?? 'No data.' };
    case 'fail':
      return one.objective.critical === false
        ? { skipped: `Violated (non-blocking). ${brokenBy(one)}` }
        : { failure: brokenBy(one) };
  }
}

function brokenBy({ objective, actual, limit, margin }: ObjectiveVerdict): string {
  const shown = (value: number | undefined) =>
    value === undefined ? 'nothing' : textOf(objectiveValue(objective, value));
  return `Measured ${shown(actual)}, limit ${shown(limit)}, margin ${textOf(signedPercent(margin))}.`;
}

interface TestCase {
  name: string;
  failure?: string;
  skipped?: string;
}

interface TestSuite {
  name: string;
  /** Said before every case's name: "plimsoll.Moderate". */
  className: string;
  ms?: number;
  /** ISO 8601. */
  startedAt?: string;
  cases: readonly TestCase[];
}

/** One suite of test cases as JUnit XML. */
function junitDocument({ name, className, ms, startedAt, cases }: TestSuite): string {
  const count = (key: 'failure' | 'skipped') =>
    cases.filter((one) => one[key] !== undefined).length;
  const figures = `tests="${cases.length}" failures="${count('failure')}" skipped="${count('skipped')}" time="${((ms ?? 0) / 1000).toFixed(3)}"`;
  const timestamp = startedAt === undefined ? '' : ` timestamp="${startedAt.slice(0, 19)}"`;
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites ${figures}>`,
    `  <testsuite name="${escaped(name)}" ${figures}${timestamp}>`,
    ...cases.map((one) => caseXml(one, className)),
    '  </testsuite>',
    '</testsuites>',
    '',
  ].join('\n');
}

function caseXml({ name, failure, skipped }: TestCase, className: string): string {
  const open = `    <testcase classname="${escaped(className)}" name="${escaped(name)}"`;
  if (failure !== undefined) return `${open}><failure message="${escaped(failure)}"/></testcase>`;
  if (skipped !== undefined) return `${open}><skipped message="${escaped(skipped)}"/></testcase>`;
  return `${open}/>`;
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

/** A suite as JUnit XML: every benchmark as a test case, and the gates that are about all of them. */
export function suiteJunit(suite: SuiteView, gates: readonly GateResult[] = []): string {
  const { startedAt, endedAt } = suite;
  return junitDocument({
    name: `${suite.quick ? 'Quick suite' : 'Suite'} ${suite.id} on ${suite.target}`,
    className: 'plimsoll.suite',
    startedAt,
    ms: startedAt && endedAt ? Date.parse(endedAt) - Date.parse(startedAt) : undefined,
    cases: [
      ...suite.benchmarks.map(benchmarkCase),
      ...gates.filter(({ gate }) => gate !== 'sla').map(gateCase),
    ],
  });
}

function benchmarkCase({ title, limit, result, status }: BenchmarkView): TestCase {
  const name = `${title}: ${benchmarkLimit(limit)}`;
  switch (result?.verdict) {
    case undefined:
      return { name, skipped: `Status: ${status}.` };
    case 'pass':
      return { name };
    case 'no-data':
      return { name, skipped: result.reason ?? 'No data.' };
    case 'fail': {
      const measured = textOf(benchmarkValue(limit.unit, result.actual));
      return {
        name,
        failure: `Measured ${measured}, margin ${textOf(signedPercent(result.margin))}.`,
      };
    }
  }
}

/** A comparison as JUnit XML: every metric of all requests as a test case, and the gates. */
export function comparisonJunit(comparison: Comparison, gates: readonly GateResult[] = []): string {
  const { base, candidate, endpoints } = comparison;
  const all = endpoints.find(({ name }) => name === '')?.metrics ?? [];
  return junitDocument({
    name: `Run ${candidate.number} compared with run ${base.number}`,
    className: 'plimsoll.compare',
    ms: candidate.durationMs,
    startedAt: candidate.startedAt,
    cases: [...all.filter(({ low }) => low !== undefined).map(changeCase), ...gates.map(gateCase)],
  });
}

function changeCase({ metric, change, low, high, verdict }: ComparedChange): TestCase {
  const name = `${metric} is not worse`;
  const shown = (value: number | undefined) => textOf(signedPercent(value));
  const words = `${shown(change)} (${shown(low)} to ${shown(high)})`;
  if (verdict === undefined) return { name, skipped: `Not comparable: ${words}.` };
  if (verdict === 'worse') return { name, failure: words };
  return verdict === 'inconclusive' ? { name, skipped: `Inconclusive: ${words}.` } : { name };
}
