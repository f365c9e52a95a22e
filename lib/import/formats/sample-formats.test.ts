import { describe, expect, it } from 'vitest';
import { importedText } from '@/lib/testing/imported-text';
import type { ImportedRecord } from '../imported-record';
import { IMPORT_FORMATS_OF_TOOLS } from './formats';

async function read(format: string, text: string): Promise<ImportedRecord[]> {
  const records: ImportedRecord[] = [];
  for await (const record of IMPORT_FORMATS_OF_TOOLS[format]?.read(importedText(text)) ?? [])
    if (record.kind !== 'note') records.push(record);
  return records;
}

const START = Date.parse('2026-11-23T08:00:00.000Z');

describe('plain CSV', () => {
  it('has its columns in any order, and outcomes in either spelling', async () => {
    const text =
      'outcome,latency_ms,endpoint,started_ms,extra\nok,12.5,status,0,x\nrpc-error,3,start,100.25,\nnetworkError,0,start,7,\n';
    expect(await read('csv', text)).toEqual([
      { kind: 'sample', startedMs: 0, latencyMs: 12.5, endpoint: 'status', outcome: 'ok' },
      { kind: 'sample', startedMs: 100.25, latencyMs: 3, endpoint: 'start', outcome: 'rpcError' },
      { kind: 'sample', startedMs: 7, latencyMs: 0, endpoint: 'start', outcome: 'networkError' },
    ]);
  });

  it('names the line and everything that is wrong with it', async () => {
    const head = 'started_ms,endpoint,latency_ms,outcome';
    expect(await read('csv', `${head}\n1,a,2,ok\nsoon,a,-1,fine\n`)).toMatchObject([
      { kind: 'sample' },
      {
        kind: 'problem',
        line: 3,
        message:
          'started_ms "soon" is not a number; latency_ms "-1" is not a number of at least 0; outcome "fine" is not one of ok, rpcError, httpError, timeout, networkError, aborted, dropped.',
      },
    ]);
    expect(await read('csv', `${head}\n1,a,2\n`)).toMatchObject([{ kind: 'problem', line: 2 }]);
    expect(await read('csv', 'started_ms,endpoint\n1,a\n')).toEqual([
      { kind: 'problem', line: 1, message: 'The columns latency_ms, outcome are missing.' },
    ]);
  });
});

describe('k6', () => {
  const point = (metric: string, value: number, tags: object) =>
    JSON.stringify({
      type: 'Point',
      metric,
      data: { time: '2026-11-23T08:00:00.100Z', value, tags },
    });
  const TEXT = [
    '{"type":"Metric","data":{"name":"http_req_duration","type":"trend"},"metric":"http_req_duration"}',
    point('http_reqs', 1, { status: '200' }),
    point('http_req_duration', 100, { name: 'status', status: '200', expected_response: 'true' }),
    point('http_req_duration', 20, {
      method: 'GET',
      url: 'http://x/a',
      status: '503',
      expected_response: 'false',
      error_code: '1503',
    }),
    point('http_req_duration', 60_000, {
      name: 'start',
      status: '0',
      expected_response: 'false',
      error_code: '1050',
      error: 'request timeout',
    }),
    point('http_req_duration', 1, {
      name: 'start',
      status: '0',
      expected_response: 'false',
      error_code: '1212',
      error: 'dial: connection refused',
    }),
  ].join('\n');

  it('writes a request down when it has ended', async () => {
    expect(await read('k6-json', `${TEXT}\n`)).toMatchObject([
      { startedMs: START, latencyMs: 100, endpoint: 'status', outcome: 'ok' },
      { startedMs: START + 80, endpoint: 'GET http://x/a', outcome: 'httpError', code: '1503' },
      { endpoint: 'start', outcome: 'timeout', message: 'request timeout' },
      { endpoint: 'start', outcome: 'networkError', code: '1212' },
    ]);
  });

  it('names a line that is cut off', async () => {
    const cut = TEXT.slice(0, TEXT.indexOf('expected_response":"false"'));
    expect((await read('k6-json', cut)).at(-1)).toEqual({
      kind: 'problem',
      line: 4,
      message: 'The line is not valid JSON.',
    });
  });

  it('has CSV with seconds, or finer', async () => {
    const head =
      'metric_name,timestamp,metric_value,check,error,error_code,expected_response,group,method,name,proto,scenario,service,status,subproto,tls_version,url,extra_tags';
    const row = (time: string) =>
      `http_req_duration,${time},100.5,,,,true,,GET,status,HTTP/1.1,default,,200,,,http://x/,`;
    const seconds = START / 1000;
    for (const time of [`${seconds}`, `${START}`, `${START}000`, '2026-11-23T08:00:00Z'])
      expect(
        await read('k6-csv', `${head}\nvus,${seconds},5,,,,,,,,,,,,,,,\n${row(time)}\n`),
      ).toEqual([
        {
          kind: 'sample',
          startedMs: START - 100.5,
          latencyMs: 100.5,
          endpoint: 'status',
          outcome: 'ok',
        },
      ]);
  });
});

describe('JMeter', () => {
  it('writes when a sample began, as CSV', async () => {
    const text = `timeStamp,elapsed,label,responseCode,responseMessage,threadName,dataType,success,failureMessage,bytes
${START},12,Home,200,OK,t 1-1,text,true,,100
${START + 5},30000,Home,Non HTTP response code: java.net.SocketTimeoutException,"Non HTTP response message: Read timed out",t 1-1,,false,,0
${START + 6},1,Home,Non HTTP response code: org.apache.http.conn.HttpHostConnectException,refused,t 1-1,,false,,0
${START + 7},9,Login,200,OK,t 1-1,text,false,"Test failed: text expected, not found",100
`;
    expect(await read('jmeter-csv', text)).toMatchObject([
      { startedMs: START, latencyMs: 12, endpoint: 'Home', outcome: 'ok' },
      { startedMs: START + 5, latencyMs: 30_000, outcome: 'timeout' },
      { outcome: 'networkError' },
      { endpoint: 'Login', outcome: 'httpError', message: 'Test failed: text expected, not found' },
    ]);
  });

  it('does not count the parts of a sample again, as XML', async () => {
    const text = `<?xml version="1.0" encoding="UTF-8"?>
<testResults version="1.2">
<httpSample t="12" lt="11" ts="${START}" s="true" lb="Home &amp; away" rc="200" rm="OK">
  <httpSample t="5" ts="${START}" s="true" lb="image" rc="200" rm="OK"/>
</httpSample>
<sample t="3" ts="${START + 9}" s="false" lb="Java" rc="500" rm="broken"/>
</testResults>`;
    expect(await read('jmeter-xml', text)).toMatchObject([
      { startedMs: START, latencyMs: 12, endpoint: 'Home & away', outcome: 'ok' },
      { startedMs: START + 9, endpoint: 'Java', outcome: 'httpError', code: '500' },
    ]);
    const cut = await read('jmeter-xml', text.slice(0, -20));
    expect(cut.at(-1)).toMatchObject({ kind: 'problem' });
  });
});

describe('vegeta', () => {
  it('has latencies in nanoseconds', async () => {
    const result = (over: object) =>
      JSON.stringify({
        attack: '',
        seq: 0,
        code: 200,
        timestamp: '2026-11-23T08:00:00.000000001Z',
        latency: 2_500_000,
        error: '',
        method: 'GET',
        url: 'http://x/jobs?page=2',
        ...over,
      });
    const text = [
      result({}),
      result({ code: 503, error: '503 Service Unavailable' }),
      result({ code: 0, error: 'dial tcp: connection refused' }),
      result({ code: 0, error: 'context deadline exceeded (Client.Timeout exceeded)' }),
    ].join('\n');
    expect(await read('vegeta', text)).toMatchObject([
      { startedMs: START, latencyMs: 2.5, endpoint: 'GET /jobs', outcome: 'ok' },
      { outcome: 'httpError', code: '503' },
      { outcome: 'networkError' },
      { outcome: 'timeout' },
    ]);
  });
});

describe('ab', () => {
  it('has a second and a duration for each request', async () => {
    const text = `starttime\tseconds\tctime\tdtime\tttime\twait\nMon Nov 23 08:00:00 2026\t${START / 1000}\t0\t7\t8\t6\n`;
    expect(await read('ab', text)).toEqual([
      {
        kind: 'sample',
        startedMs: START,
        latencyMs: 8,
        endpoint: 'all requests',
        outcome: 'ok',
      },
    ]);
  });
});
