import type { Comparison } from '@/lib/compare/model';
import { percent, plural, signedPercent, textOf } from '@/lib/core/number';
import { limitLabel, objectiveName } from '@/lib/plan/objective';
import type { RunDetail } from '@/lib/runs/model';
import type { SuiteView } from '@/lib/suites/model';

/** What may fail a build, the most severe first: nothing else can be said of an invalid run. */
export const GATES = ['invalid', 'sla', 'worse'] as const;
export type Gate = (typeof GATES)[number];

/** Beside 0 (done), 1 (the operation failed) and 2 (wrong usage). */
export const GATE_EXIT_CODES: Record<Gate, number> = { sla: 3, invalid: 4, worse: 5 };

/** Whether a gate passes, and why, in a sentence. */
export interface GateResult {
  gate: Gate;
  passed: boolean;
  words: string;
}

/** 0 when all gates pass; else the exit code of the most severe that does not. */
export function gateExitCode(results: readonly GateResult[]): number {
  const closed = GATES.find((gate) =>
    results.some((result) => result.gate === gate && !result.passed),
  );
  return closed === undefined ? 0 : GATE_EXIT_CODES[closed];
}

/** What gates look at; a part that is not there has no data, and no data never opens a gate. */
interface Judged {
  validity?: { of: string; validity?: 'valid' | 'suspect' | 'invalid'; reasons: string[] }[];
  sla?: Omit<GateResult, 'gate'>;
  worse?: Omit<GateResult, 'gate'>;
}

/** The gates that were asked for, of one run; `comparison` is of it with its baseline. */
export function runGates(
  asked: readonly Gate[],
  run: RunDetail,
  comparison?: Comparison,
): GateResult[] {
  return judged(asked, {
    validity: [
      {
        of: `Run ${run.number}`,
        validity: run.validity?.validity,
        reasons: run.validity?.reasons.map(({ message }) => message) ?? [],
      },
    ],
    sla: slaOfRun(run),
    worse: comparison && worseThan(comparison),
  });
}

/** Of a comparison: `candidate` is its second run. */
export function comparisonGates(
  asked: readonly Gate[],
  comparison: Comparison,
  candidate: RunDetail,
): GateResult[] {
  const { base } = comparison;
  const { number, validity } = candidate;
  return judged(asked, {
    validity: [
      { of: `Run ${base.number}`, validity: base.validity, reasons: [] },
      {
        of: `Run ${number}`,
        validity: validity?.validity,
        reasons: validity?.reasons.map(({ message }) => message) ?? [],
      },
    ],
    sla: slaOfRun(candidate),
    worse: worseThan(comparison),
  });
}

/**
 * Of a suite: `invalid` names its runs that are, `before` is the one to be compared with: worse is what
 * passed there and does not here.
 */
export function suiteGates(
  asked: readonly Gate[],
  suite: SuiteView,
  invalid: readonly number[],
  before?: SuiteView,
): GateResult[] {
  const runs = suite.benchmarks.flatMap((benchmark) => benchmark.runs);
  return judged(asked, {
    validity: runs.map((run) => ({
      of: `Run ${run}`,
      validity: invalid.includes(run) ? 'invalid' : 'valid',
      reasons: [],
    })),
    sla: slaOfSuite(suite),
    worse: before && worseSuite(suite, before),
  });
}

function judged(asked: readonly Gate[], { validity, sla, worse }: Judged): GateResult[] {
  const results: Record<Gate, Omit<GateResult, 'gate'> | undefined> = {
    invalid: validityGate(validity ?? []),
    sla,
    worse,
  };
  return GATES.filter((gate) => asked.includes(gate)).map((gate) => ({
    gate,
    ...(results[gate] ?? { passed: false, words: 'Nothing to compare with.' }),
  }));
}

function validityGate(runs: NonNullable<Judged['validity']>): Omit<GateResult, 'gate'> {
  const broken = runs.filter(({ validity }) => validity === undefined || validity === 'invalid');
  if (runs.length === 0) return { passed: false, words: 'No run was executed.' };
  if (broken.length > 0)
    return {
      passed: false,
      words: broken
        .map(({ of, validity, reasons }) =>
          [
            `${of} ${validity === undefined ? 'was not evaluated' : 'is invalid'}.`,
            ...reasons,
          ].join(' '),
        )
        .join(' '),
    };
  const suspect = runs.filter(({ validity }) => validity === 'suspect').map(({ of }) => of);
  return {
    passed: true,
    words:
      suspect.length === 0
        ? 'The run is valid.'
        : `Results may be unreliable: ${suspect.join(', ')}.`,
  };
}

function slaOfRun({ judgement }: RunDetail): Omit<GateResult, 'gate'> {
  if (judgement?.verdict === undefined)
    return { passed: false, words: 'Not evaluated: the run has no critical objectives.' };
  const critical = judgement.verdicts.filter(({ objective }) => objective.critical !== false);
  const named = (verdict: 'fail' | 'no-data') =>
    critical
      .filter((one) => one.verdict === verdict)
      .map(({ objective, margin }) => {
        const by = margin === undefined ? '' : ` (${textOf(signedPercent(margin))})`;
        return `${objectiveName(objective)} ${limitLabel(objective)}${verdict === 'fail' ? by : ''}`;
      });
  const parts = [
    ...(named('fail').length > 0 ? [`Violated: ${named('fail').join('; ')}.`] : []),
    ...(named('no-data').length > 0 ? [`No data: ${named('no-data').join('; ')}.`] : []),
  ];
  return {
    passed: judgement.verdict === 'pass',
    words: parts.length > 0 ? parts.join(' ') : `All ${plural(critical.length, 'objective')} met.`,
  };
}

function worseThan({
  base,
  verdict,
  obstacles,
  endpoints,
  margin,
}: Comparison): Omit<GateResult, 'gate'> {
  // Whether it is worse cannot be told, which is no reason to believe that it is not.
  if (verdict === undefined)
    return {
      passed: false,
      words: `Not comparable with run ${base.number}: ${obstacles.join(', ')}. Compare with a run of the same load.`,
    };
  const [all] = endpoints;
  const worst = all?.metrics.filter((change) => change.verdict === 'worse') ?? [];
  const changes = worst.map(
    ({ metric, change }) =>
      `${metric} ${change === undefined ? '' : textOf(signedPercent(change))}`,
  );
  return {
    passed: verdict !== 'worse',
    words:
      verdict === 'worse'
        ? `Worse than run ${base.number}: ${changes.join(', ')}.`
        : `${verdict === 'inconclusive' ? 'Inconclusive compared with' : verdict === 'better' ? 'Better than' : 'Equivalent to'} run ${base.number} (ignoring changes under ${textOf(percent(margin))}).`,
  };
}

function slaOfSuite({ status, benchmarks, compliance }: SuiteView): Omit<GateResult, 'gate'> {
  const judgedOnes = benchmarks.filter(({ headline }) => headline || compliance.of === 0);
  const missed = judgedOnes.filter(({ result }) => result?.verdict !== 'pass');
  if (status === 'finished' && missed.length === 0)
    return { passed: true, words: `All ${plural(judgedOnes.length, 'objective')} met.` };
  const names = missed.map(
    ({ title, result }) => `${title} (${result?.verdict ?? 'not measured'})`,
  );
  return {
    passed: false,
    words: `Not met: ${names.join(', ') || `the suite is ${status}`}.`,
  };
}

function worseSuite(suite: SuiteView, before: SuiteView): Omit<GateResult, 'gate'> {
  const lost = suite.benchmarks.filter(({ number, result }) => {
    const then = before.benchmarks.find((one) => one.number === number);
    return then?.result?.verdict === 'pass' && result?.verdict !== 'pass';
  });
  return lost.length === 0
    ? { passed: true, words: `No regressions against suite ${before.id}.` }
    : {
        passed: false,
        words: `Passed in suite ${before.id} but not here: ${lost.map(({ title }) => title).join(', ')}.`,
      };
}
