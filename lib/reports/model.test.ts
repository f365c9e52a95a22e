import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  REPORT_SECTIONS,
  type ReportRequest,
  readReportRequest,
  reportFileName,
  reportQuery,
  wholeReport,
} from './model';

const read = (query: string) => readReportRequest(new URLSearchParams(query));

test('an address names what is reported, what is left out, and on which paper', () => {
  expect(
    read('of=run&run=12&without=glossary,plan&paper=letter&title=For%20Ann&template=3'),
  ).toEqual({
    request: {
      subject: { kind: 'run', run: 12 },
      without: ['plan', 'glossary'],
      title: 'For Ann',
      notes: undefined,
      paper: 'letter',
      template: 3,
    },
    problems: [],
  });
});

test('what cannot be used is said, all of it, and the rest is used', () => {
  const { request, problems } = read('of=suite&suite=2&without=benchmarks,charts&paper=a5');
  expect([request?.without, request?.paper]).toEqual([['benchmarks'], 'a4']);
  expect(problems).toEqual([
    '"charts" is not a section of this report. Available: compliance, benchmarks, environment, method, glossary, replay.',
    'The paper size "a5" is unknown. Use a4 or letter.',
  ]);
});

test.each([
  ['', 'The report type must be run, compare, suite or capacity.'],
  ['of=cake', 'The report type must be run, compare, suite or capacity, not "cake".'],
  ['of=run&run=x', '"x" is not a run number.'],
  ['of=suite', '"" is not a suite number.'],
  ['of=compare&runs=4', 'A comparison needs at least two run numbers.'],
])('%s is no report', (query, problem) => {
  expect(read(query)).toEqual({ problems: [problem] });
});

test('files are named by what they report on', () => {
  expect(reportFileName({ kind: 'run', run: 7 })).toBe('run-7-report');
  expect(reportFileName({ kind: 'compare', runs: ['1', '2'] })).toBe('compare-1-2-report');
  expect(reportFileName({ kind: 'capacity', target: 'Build 7 (new)' })).toBe(
    'capacity-build-7-new-report',
  );
});

test('a whole report has the shortest address', () => {
  expect(reportQuery(wholeReport({ kind: 'run', run: 12 }))).toBe('of=run&run=12');
});

test('an address that was written is read as what it was written from', () => {
  const text = fc
    .string({ minLength: 1, maxLength: 40, unit: 'grapheme' })
    .map((one) => one.trim())
    .filter((one) => one !== '');
  const number = fc.integer({ min: 1, max: 999_999_999 });
  const subject = fc.oneof(
    fc.record({ kind: fc.constant('run' as const), run: number }),
    fc.record({ kind: fc.constant('suite' as const), suite: number }),
    fc.record({
      kind: fc.constant('compare' as const),
      runs: fc.uniqueArray(number.map(String), { minLength: 2, maxLength: 5 }),
      marginPercent: fc.option(fc.integer({ min: 1, max: 100 }), { nil: undefined }),
    }),
    fc.record({
      kind: fc.constant('capacity' as const),
      target: fc.option(text, { nil: undefined }),
      profile: fc.option(text, { nil: undefined }),
    }),
  );
  const request = subject.chain((of) =>
    fc.record({
      subject: fc.constant(of),
      without: fc.subarray(Object.keys(REPORT_SECTIONS[of.kind])),
      title: fc.option(text, { nil: undefined }),
      notes: fc.option(text, { nil: undefined }),
      paper: fc.constantFrom('a4' as const, 'letter' as const),
      template: fc.option(number, { nil: undefined }),
    }),
  );
  fc.assert(
    fc.property(request, (written) => {
      const { request: back, problems } = read(reportQuery(written as ReportRequest));
      expect(problems).toEqual([]);
      expect(back).toEqual(written);
    }),
  );
});
