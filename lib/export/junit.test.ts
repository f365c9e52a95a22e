import fc from 'fast-check';
import { SaxesParser } from 'saxes';
import { expect, it } from 'vitest';
import type { RunDetail } from '@/lib/runs/model';
import { junitXml } from './junit';

function runOf(over: Partial<RunDetail> = {}, scenario = 'Moderate'): RunDetail {
  return {
    number: 12,
    scenario: { name: scenario },
    target: { name: 'Staging', url: 'http://x' },
    state: {
      status: 'finished',
      startedAt: '2026-11-23T08:00:00.000Z',
      progress: { elapsedMs: 30_500, plannedMs: 30_000, fraction: 1 },
    },
    validity: { validity: 'valid', reasons: [], limits: [] },
    ...over,
  } as RunDetail;
}

it('has a test case for the run, its validity and each objective', () => {
  const objective = { metric: 'p95', max: 200 } as const;
  const verdicts = [
    { objective, verdict: 'fail', actual: 231, limit: 200, margin: -0.155 },
    { objective: { metric: 'failureRate', max: 0.02 }, verdict: 'pass', actual: 0 },
    { objective: { metric: 'p99', max: 500 }, verdict: 'no-data', reason: 'Too few requests.' },
  ] as NonNullable<RunDetail['judgement']>['verdicts'];
  expect(junitXml(runOf({ judgement: { verdict: 'fail', verdicts } }))).toBe(
    `<?xml version="1.0" encoding="UTF-8"?>
<testsuites tests="5" failures="1" skipped="1" time="30.500">
  <testsuite name="Run 12: Moderate on Staging" tests="5" failures="1" skipped="1" time="30.500" timestamp="2026-11-23T08:00:00">
    <testcase classname="plimsoll.Moderate" name="The run finished"/>
    <testcase classname="plimsoll.Moderate" name="The run is valid"/>
    <testcase classname="plimsoll.Moderate" name="Response time p95 at most 200\u202fms"><failure message="Measured 231\u202fms, limit 200\u202fms, margin −15.5\u202f%."/></testcase>
    <testcase classname="plimsoll.Moderate" name="Error rate at most 2.00\u202f%"/>
    <testcase classname="plimsoll.Moderate" name="Response time p99 at most 500\u202fms"><skipped message="Too few requests."/></testcase>
  </testsuite>
</testsuites>
`,
  );
});

it('fails an invalid run and one that did not finish', () => {
  const xml = junitXml(
    runOf({
      state: { ...runOf().state, status: 'stopped', failureReason: 'Aborted.' },
      validity: {
        validity: 'invalid',
        reasons: [{ code: 'late', level: 'invalid', message: 'Requests left late.' }],
        limits: [],
      },
    }),
  );
  expect(xml).toContain('<failure message="Status: stopped. Aborted."/>');
  expect(xml).toContain('<failure message="The run is invalid. Requests left late."/>');
});

it('is well-formed whatever things are called', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (name) => {
      const parser = new SaxesParser();
      const cases: string[] = [];
      parser.on('error', (error) => {
        throw error;
      });
      parser.on('opentag', ({ name: tag }) => cases.push(tag));
      parser.write(junitXml(runOf({}, name))).close();
      expect(cases).toEqual(['testsuites', 'testsuite', 'testcase', 'testcase']);
    }),
  );
});
