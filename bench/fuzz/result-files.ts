import { readFileSync } from 'node:fs';
import { build, encodeIntoCompressedBase64 } from 'hdr-histogram-js';

const fixture = (name: string) =>
  readFileSync(new URL(`../../lib/import/formats/fixtures/${name}`, import.meta.url), 'utf8');

const START = Date.parse('2026-11-23T08:00:00Z');

function recorded() {
  const histogram = build({ numberOfSignificantValueDigits: 3, useWebAssembly: false });
  for (let at = 1; at < 200; at++) histogram.recordValue(at * 100_000);
  return histogram;
}

const k6Point = (metric: string, value: number) => ({
  type: 'Point',
  metric,
  data: {
    time: '2026-11-23T08:00:00.100Z',
    value,
    tags: { name: 'status', method: 'GET', url: 'http://x/a', status: '503', error_code: '1050' },
  },
});

const vegetaLine = {
  attack: '',
  seq: 0,
  code: 503,
  timestamp: '2026-11-23T08:00:00.000000001Z',
  latency: 2_500_000,
  error: '503',
  method: 'GET',
  url: 'http://x/jobs?page=2',
};

const k6Summary = {
  metrics: {
    http_req_duration: { avg: 20, min: 1, med: 18, max: 90, 'p(90)': 40, 'p(95)': 50 },
    http_reqs: { count: 1000, rate: 100 },
    http_req_failed: { passes: 30, fails: 970, value: 0.03 },
  },
  state: { testRunDurationMs: 10_500 },
};

const vegetaReport = {
  latencies: { total: 1, mean: 2e6, '50th': 1e6, '90th': 3e6, '95th': 4e6, '99th': 5e6, max: 9e6 },
  earliest: '2026-11-23T08:00:00Z',
  duration: 9_900_000_000,
  wait: 100_000_000,
  requests: 1000,
  success: 0.98,
  status_codes: { 200: 980, 503: 20 },
  errors: [],
};

/** Single lines of the tools that write a line of JSON for each request. */
export const JSON_LINES: readonly unknown[] = [
  k6Point('http_req_duration', 12),
  k6Point('dropped_iterations', 3),
  vegetaLine,
];

/** Small valid files of the tools that are JSON as a whole. */
export const JSON_RESULTS: readonly unknown[] = [
  k6Summary,
  vegetaReport,
  JSON.parse(fixture('artillery.json')),
  JSON.parse(fixture('autocannon.json')),
];

/** Small valid files of every tool whose results can be imported. */
export const RESULT_FILES: readonly string[] = [
  `started_ms,endpoint,latency_ms,outcome,code,message\n${START},a,12.5,ok,,\n${START + 900},b,3,http-error,503,"said ""no"""\n`,
  `started_ms,endpoint,latency_ms,outcome\n0,a,12.5,ok\n100.25,b,3,timeout\n`,
  [12, 7].map((ms) => JSON.stringify(k6Point('http_req_duration', ms))).join('\n'),
  `metric_name,timestamp,metric_value,check,error,error_code,expected_response,group,method,name,proto,scenario,service,status,subproto,tls_version,url,extra_tags\nhttp_req_duration,${START / 1000},100.5,,,,true,,GET,status,HTTP/1.1,default,,200,,,http://x/,\n`,
  `Type,Name,Request Count,Failure Count,Average Response Time,Max Response Time,Requests/s,50%,90%,95%,99%,99.9%\nPOST,status,400,2,12.5,80,40,10,20,30,50,80\n,Aggregated,400,2,12.5,80,40,10,20,30,50,80\n`,
  `Timestamp,User Count,Type,Name,Requests/s,Failures/s,50%,Total Request Count,Total Failure Count\n1795460000,5,,Aggregated,0,0,N/A,10,0\n1795460001,8,,Aggregated,10,0,11,25,1\n`,
  `timeStamp,elapsed,label,responseCode,responseMessage,threadName,dataType,success,failureMessage,bytes\n${START},12,Home,200,OK,t 1-1,text,true,,100\n${START + 5},9,Login,500,"Test failed, so",t 1-1,,false,,0\n`,
  `<?xml version="1.0"?>\n<testResults version="1.2">\n<httpSample t="12" ts="${START}" s="true" lb="Home &amp; away" rc="200" rm="OK"><sample t="3" ts="${START + 9}" s="false" lb="Java" rc="500" rm="broken"/></httpSample>\n</testResults>`,
  `${JSON.stringify(vegetaLine)}\n${JSON.stringify(vegetaLine)}\n`,
  ...JSON_RESULTS.map((value) => JSON.stringify(value)),
  `#[Histogram log format version 1.3]\n#[StartTime: ${START / 1000} (seconds since epoch)]\n"StartTimestamp","Interval_Length","Interval_Max","Interval_Compressed_Histogram"\nTag=a,0.000,1.000,20,${encodeIntoCompressedBase64(recorded())}\n`,
  recorded().outputPercentileDistribution(5, 1e6),
  fixture('ab.tsv').split('\n').slice(0, 6).join('\n'),
];
