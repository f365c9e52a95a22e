export interface TestCase {
  name: string;
  failure?: string;
  skipped?: string;
}

export interface TestSuite {
  name: string;
  /** Said before every case's name: "plimsoll.Moderate". */
  className: string;
  ms?: number;
  /** ISO 8601. */
  startedAt?: string;
  cases: readonly TestCase[];
}

/** One suite of test cases as JUnit XML. */
export function junitDocument({ name, className, ms, startedAt, cases }: TestSuite): string {
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
