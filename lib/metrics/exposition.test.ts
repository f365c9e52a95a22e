import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseExposition } from './exposition';

const samplesOf = (text: string) => parseExposition(text).samples;

describe('parseExposition', () => {
  it('reads names, labels, values and the types of their families', () => {
    const text = `# HELP http_requests_total Requests.
# TYPE http_requests_total counter
http_requests_total{method="post",code="200"} 1027 1395066363000
http_requests_total{method="post",code="400",}    3

# TYPE rpc_seconds histogram
rpc_seconds_bucket{le="0.1"} 5
rpc_seconds_bucket{le="+Inf"} 8
rpc_seconds_sum 2.5e-1
rpc_seconds_count 8
something_weird{problem="division by zero"} +Inf -3982045
`;
    expect(samplesOf(text)).toEqual([
      {
        name: 'http_requests_total',
        labels: { method: 'post', code: '200' },
        type: 'counter',
        value: 1027,
      },
      {
        name: 'http_requests_total',
        labels: { method: 'post', code: '400' },
        type: 'counter',
        value: 3,
      },
      { name: 'rpc_seconds_bucket', labels: { le: '0.1' }, type: 'histogram', value: 5 },
      { name: 'rpc_seconds_bucket', labels: { le: '+Inf' }, type: 'histogram', value: 8 },
      { name: 'rpc_seconds_sum', labels: {}, type: 'histogram', value: 0.25 },
      { name: 'rpc_seconds_count', labels: {}, type: 'histogram', value: 8 },
      {
        name: 'something_weird',
        labels: { problem: 'division by zero' },
        type: 'untyped',
        value: Number.POSITIVE_INFINITY,
      },
    ]);
    expect(parseExposition(text).malformed).toEqual({ count: 0, first: [] });
  });

  it('undoes the escapes in labels', () => {
    const text = String.raw`msdos_file_access{path="C:\\DIR\\FILE.TXT",error="Cannot find:\n\"FILE.TXT\"",odd="}, a=\"b"} 1.458e9`;
    expect(samplesOf(text)).toEqual([
      {
        name: 'msdos_file_access',
        labels: { path: 'C:\\DIR\\FILE.TXT', error: 'Cannot find:\n"FILE.TXT"', odd: '}, a="b' },
        type: 'untyped',
        value: 1_458_000_000,
      },
    ]);
  });

  it('reads NaN, -Inf, blanks around everything and Windows’ line ends', () => {
    const text = 'a NaN\r\n\tb { x = "1" , y = "2" }\t-Inf\r\n c 0x10\r\nd .5';
    const { samples, malformed } = parseExposition(text);
    expect(samples.map(({ name, value }) => [name, value])).toEqual([
      ['a', Number.NaN],
      ['b', Number.NEGATIVE_INFINITY],
      ['d', 0.5],
    ]);
    expect(malformed).toEqual({ count: 1, first: [{ line: 3, text: 'c 0x10' }] });
  });

  it('reads OpenMetrics: counters without _total in their family, exemplars, units, the end', () => {
    const text = `# TYPE jobs counter
# UNIT jobs jobs
jobs_total 17.0 1520879607.789 # {trace_id="KOO5S4vxi0o"} 0.67
jobs_created 1520872607.123
# TYPE build info
build_info{version="1"} 1
# EOF
`;
    expect(samplesOf(text).map(({ name, type, value }) => [name, type, value])).toEqual([
      ['jobs_total', 'counter', 17],
      ['jobs_created', 'gauge', 1_520_872_607.123],
      ['build_info', 'gauge', 1],
    ]);
  });

  it('counts malformed lines, tells the first three and reads the rest', () => {
    const text = `ok_before 1
{"error":"no"}
no_value
unclosed{a="b 1
bad_label{1a="b"} 1
twelve 12abc
ok_after 2`;
    const { samples, malformed } = parseExposition(text);
    expect(samples.map(({ name }) => name)).toEqual(['ok_before', 'ok_after']);
    expect(malformed).toEqual({
      count: 5,
      first: [
        { line: 2, text: '{"error":"no"}' },
        { line: 3, text: 'no_value' },
        { line: 4, text: 'unclosed{a="b 1' },
      ],
    });
  });

  it('never throws, whatever the text', () => {
    const piece = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom('# TYPE ', 'a{', '="', '\\', '"', '}', ' 1', '\n', '\r', ' NaN', 'le="+Inf"'),
    );
    fc.assert(
      fc.property(fc.array(piece), (pieces) => {
        const text = pieces.join('');
        const { samples, malformed } = parseExposition(text);
        expect(samples.length + malformed.count).toBeLessThanOrEqual(text.split('\n').length);
      }),
    );
  });

  it('reads back whatever was written', () => {
    const name = fc.stringMatching(/^[a-zA-Z_:][a-zA-Z0-9_:]{0,20}$/);
    const labels = fc.array(
      fc.tuple(fc.stringMatching(/^[a-zA-Z_][a-zA-Z0-9_]{0,8}$/), fc.string({ unit: 'binary' })),
      { maxLength: 4 },
    );
    const sample = fc.record({ name, labels, value: fc.double() });
    fc.assert(
      fc.property(fc.array(sample), (all) => {
        const text = all.map((one) => `${one.name}{${written(one.labels)}} ${told(one.value)}\n`);
        const { samples, malformed } = parseExposition(text.join(''));
        expect(malformed.count).toBe(0);
        expect(samples).toEqual(
          all.map((one) => ({
            name: one.name,
            labels: Object.fromEntries(one.labels),
            type: 'untyped',
            value: Object.is(one.value, -0) ? -0 : one.value,
          })),
        );
      }),
    );
  });
});

function written(labels: readonly (readonly [string, string])[]): string {
  return labels
    .map(
      ([key, value]) =>
        `${key}="${value.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n')}"`,
    )
    .join(',');
}

function told(value: number): string {
  if (Object.is(value, -0)) return '-0';
  return String(value).replace('Infinity', 'Inf');
}
