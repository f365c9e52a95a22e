import { expect, it } from 'vitest';
import { causeOfBreak, type LoadedStep } from './cause-of-break';
import type { Confidence, Finding, FindingCode } from './model';

const finding = (code: FindingCode, confidence: Confidence): Finding => ({
  code,
  confidence,
  title: code,
  sentence: '',
  recommendation: '',
  spans: [],
  restsOn: [],
  ruledOut: [],
});

const step = (load: number, holds: boolean, ...found: [FindingCode, Confidence][]): LoadedStep => ({
  load,
  holds,
  findings: found.map(([code, confidence]) => finding(code, confidence)),
});

const told = (steps: LoadedStep[]) => {
  const cause = causeOfBreak(steps);
  return cause && [cause.finding.code, cause.step.load];
};

it('is not what is found at every load, but what comes with the break', () => {
  // As a search measured it on a service with a pool of four connections.
  expect(
    told([
      step(100, true, ['job-queue-growing', 'high']),
      step(300, true, ['job-queue-growing', 'high'], ['pool-exhaustion', 'medium']),
      step(600, false),
      step(326, false, ['pool-exhaustion', 'high'], ['job-queue-growing', 'high']),
      step(319, false, ['pool-exhaustion', 'high'], ['job-queue-growing', 'high']),
      step(313, false, ['job-queue-growing', 'high'], ['pool-exhaustion', 'medium']),
    ]),
  ).toEqual(['pool-exhaustion', 319]);
});

it('among equals is the likeliest of the lowest load that broke', () => {
  expect(
    told([
      step(40, false, ['errors', 'high']),
      step(20, false, ['slow-writes', 'high'], ['errors', 'high']),
      step(30, false, ['slow-writes', 'high']),
    ]),
  ).toEqual(['slow-writes', 20]);
});

it('without a load that held is what most of the broken ones have', () => {
  expect(told([step(10, false, ['latency-raised', 'low'])])).toEqual(['latency-raised', 10]);
});

it('is not made up', () => {
  expect(told([])).toBeUndefined();
  expect(told([step(10, true, ['errors', 'high']), step(20, false)])).toBeUndefined();
});
