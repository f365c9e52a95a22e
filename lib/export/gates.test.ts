import { expect, test } from 'vitest';
import type { Comparison } from '@/lib/compare/model';
import type { RunDetail } from '@/lib/runs/model';
import type { SuiteView } from '@/lib/suites/model';
import { comparisonGates, gateExitCode, runGates, suiteGates } from './gates';

const verdictOf = (verdict: 'pass' | 'fail' | 'no-data', over: object = {}) => ({
  objective: { metric: 'p95', max: 200, ...over },
  verdict,
  margin: verdict === 'fail' ? -0.155 : 0.5,
});

function runOf(over: object = {}): RunDetail {
  return {
    number: 12,
    validity: { validity: 'valid', reasons: [], limits: [] },
    judgement: { verdict: 'pass', verdicts: [verdictOf('pass')] },
    ...over,
  } as unknown as RunDetail;
}

const comparison = (verdict: string) =>
  ({
    base: { number: 7, validity: 'valid' },
    margin: 0.05,
    verdict,
    endpoints: [
      { name: '', metrics: [{ metric: 'p95', change: 0.082, verdict }] },
      { name: 'other', metrics: [{ metric: 'p99', change: 1, verdict: 'worse' }] },
    ],
  }) as unknown as Comparison;

test('of a good run every gate is open', () => {
  const gates = runGates(['worse', 'sla', 'invalid'], runOf(), comparison('equivalent'));
  expect(gates).toEqual([
    { gate: 'invalid', passed: true, words: 'The run is valid.' },
    { gate: 'sla', passed: true, words: 'All 1 objective met.' },
    {
      gate: 'worse',
      passed: true,
      words: 'Equivalent to run 7 (ignoring changes under 5.00\u202f%).',
    },
  ]);
  expect(gateExitCode(gates)).toBe(0);
});

test('a violated objective fails sla with 3 and is named with its margin', () => {
  const judgement = {
    verdict: 'fail',
    verdicts: [verdictOf('fail'), verdictOf('fail', { critical: false }), verdictOf('no-data')],
  };
  const gates = runGates(['sla'], runOf({ judgement }));
  expect(gates[0]?.words).toBe(
    'Violated: Response time p95 at most 200\u202fms (−15.5\u202f%). No data: Response time p95 at most 200\u202fms.',
  );
  expect(gateExitCode(gates)).toBe(3);
});

test.each([
  ['no objectives', undefined],
  ['objectives, none of them critical', { verdict: undefined, verdicts: [] }],
])('a run with %s does not open sla', (_what, judgement) => {
  expect(runGates(['sla'], runOf({ judgement }))[0]?.passed).toBe(false);
});

test('an invalid run goes before all else: 4', () => {
  const validity = { validity: 'invalid', reasons: [{ message: 'It was late.' }], limits: [] };
  const judgement = { verdict: 'no-data', verdicts: [verdictOf('no-data')] };
  const gates = runGates(
    ['sla', 'invalid', 'worse'],
    runOf({ validity, judgement }),
    comparison('worse'),
  );
  expect(gates.map(({ passed }) => passed)).toEqual([false, false, false]);
  expect(gates[0]?.words).toBe('Run 12 is invalid. It was late.');
  expect(gateExitCode(gates)).toBe(4);
});

test('worse closes with 5 and names what is; inconclusive stays open; no baseline does not', () => {
  const worse = runGates(['worse'], runOf(), comparison('worse'));
  expect(worse[0]?.words).toBe('Worse than run 7: p95 +8.20\u202f%.');
  expect(gateExitCode(worse)).toBe(5);
  expect(runGates(['worse'], runOf(), comparison('inconclusive'))[0]?.passed).toBe(true);
  expect(runGates(['worse'], runOf())[0]).toEqual({
    gate: 'worse',
    passed: false,
    words: 'Nothing to compare with.',
  });
});

test('a comparison with an invalid base cannot be believed either', () => {
  const invalidBase = {
    ...comparison('better'),
    base: { number: 7, validity: 'invalid' },
  } as unknown as Comparison;
  expect(comparisonGates(['invalid'], invalidBase, runOf())[0]?.words).toBe('Run 7 is invalid.');
});

const suite = (verdicts: (string | undefined)[], over: object = {}) =>
  ({
    id: 2,
    status: 'finished',
    compliance: { of: 5 },
    benchmarks: verdicts.map((verdict, index) => ({
      number: index + 1,
      title: `Benchmark ${index + 1}`,
      headline: index < 2,
      runs: [10 + index],
      result: verdict === undefined ? undefined : { verdict },
    })),
    ...over,
  }) as unknown as SuiteView;

test('a suite is judged by its key objectives, its runs, and the suite before', () => {
  const before = suite(['pass', 'pass', 'pass'], { id: 1 });
  const gates = suiteGates(
    ['sla', 'invalid', 'worse'],
    suite(['pass', 'no-data', 'fail']),
    [11],
    before,
  );
  expect(gates).toEqual([
    { gate: 'invalid', passed: false, words: 'Run 11 is invalid.' },
    { gate: 'sla', passed: false, words: 'Not met: Benchmark 2 (no-data).' },
    {
      gate: 'worse',
      passed: false,
      words: 'Passed in suite 1 but not here: Benchmark 2, Benchmark 3.',
    },
  ]);
  const good = suiteGates(['sla', 'invalid', 'worse'], before, [], before);
  expect(gateExitCode(good)).toBe(0);
});

test('a suite that was stopped does not meet its objectives, whatever passed', () => {
  const stopped = suite(['pass', undefined], { status: 'stopped' });
  expect(suiteGates(['sla'], stopped, [])[0]?.words).toBe('Not met: Benchmark 2 (not measured).');
});
