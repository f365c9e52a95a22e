import { readFileSync } from 'node:fs';
import { build, HistogramLogWriter } from 'hdr-histogram-js';
import { describe, expect, it } from 'vitest';
import { importedText } from '@/lib/testing/imported-text';
import type { ImportedRecord } from '../imported-record';
import { detectFormat } from './formats';

async function read(text: string): Promise<ImportedRecord[]> {
  const file = importedText(text);
  const records: ImportedRecord[] = [];
  for await (const record of (await detectFormat(file)).read(file)) records.push(record);
  return records;
}

const fixture = (name: string) =>
  readFileSync(new URL(`./fixtures/${name}`, import.meta.url), 'utf8');
const summaries = (records: ImportedRecord[]) => records.filter(({ kind }) => kind === 'summary');

describe('files of real tools have what the tool printed', () => {
  it('autocannon: 400 requests, 8 not 2xx', async () => {
    expect(summaries(await read(fixture('autocannon.json')))).toMatchObject([
      { requests: 400, failures: 8, latency: { p50Ms: 9 } },
    ]);
  });

  it('Artillery: 240 requests, 4 times 503', async () => {
    expect(summaries(await read(fixture('artillery.json')))).toMatchObject([
      { requests: 240, failures: 4, latency: { p50Ms: 8.9, p95Ms: 15, p99Ms: 15, meanMs: 8.9 } },
    ]);
  });

  it('ab: 300 requests', async () => {
    const records = await read(fixture('ab.tsv'));
    expect(records.filter(({ kind }) => kind === 'sample')).toHaveLength(300);
  });
});

describe('k6’s summary', () => {
  const flat = {
    metrics: {
      http_req_duration: { avg: 20, min: 1, med: 18, max: 90, 'p(90)': 40, 'p(95)': 50 },
      http_reqs: { count: 1000, rate: 100 },
      http_req_failed: { passes: 30, fails: 970, value: 0.03 },
    },
  };

  it('is read as --summary-export writes it', async () => {
    const records = await read(JSON.stringify(flat));
    expect(summaries(records)).toEqual([
      {
        kind: 'summary',
        endpoint: '',
        requests: 1000,
        failures: 30,
        requestsPerSecond: 100,
        latency: { meanMs: 20, p50Ms: 18, p90Ms: 40, p95Ms: 50, maxMs: 90 },
      },
    ]);
    expect(records).toContainEqual({ kind: 'about', durationMs: 10_000 });
  });

  it('is read as handleSummary is given it', async () => {
    const metrics = Object.fromEntries(
      Object.entries(flat.metrics).map(([name, values]) => [name, { type: 'trend', values }]),
    );
    const records = await read(JSON.stringify({ metrics, state: { testRunDurationMs: 10_500 } }));
    expect(summaries(records)).toMatchObject([{ requests: 1000, failures: 30 }]);
    expect(records).toContainEqual({ kind: 'about', durationMs: 10_500 });
  });
});

describe('Locust', () => {
  it('has figures by name, and all together as Aggregated', async () => {
    const text = `Type,Name,Request Count,Failure Count,Median Response Time,Average Response Time,Min Response Time,Max Response Time,Average Content Size,Requests/s,Failures/s,50%,66%,75%,80%,90%,95%,98%,99%,99.9%,99.99%,100%
POST,status,400,2,10,12.5,3,80,100,40.1,0.2,10,12,14,15,20,30,40,50,80,80,80
,Aggregated,500,5,11,13,3,90,100,50,0.5,11,13,15,16,22,33,44,55,90,90,90
`;
    expect(summaries(await read(text))).toMatchObject([
      { endpoint: 'status', requests: 400, failures: 2, requestsPerSecond: 40.1 },
      { endpoint: '', requests: 500, failures: 5, latency: { p50Ms: 11, p95Ms: 33, p999Ms: 90 } },
    ]);
  });

  it('has totals so far, whose differences are the seconds', async () => {
    const text = `Timestamp,User Count,Type,Name,Requests/s,Failures/s,50%,Total Request Count,Total Failure Count
1795460000,5,,Aggregated,0,0,N/A,10,0
1795460001,8,,Aggregated,10,0,11,25,1
`;
    expect((await read(text)).filter(({ kind }) => kind === 'second')).toEqual([
      {
        kind: 'second',
        atMs: 1_795_460_000_000,
        endpoint: 'all requests',
        requests: 10,
        failures: 0,
        users: 5,
      },
      {
        kind: 'second',
        atMs: 1_795_460_001_000,
        endpoint: 'all requests',
        requests: 15,
        failures: 1,
        users: 8,
      },
    ]);
  });
});

it('reads vegeta’s report', async () => {
  const text = JSON.stringify({
    latencies: {
      total: 1,
      mean: 2e6,
      '50th': 1e6,
      '90th': 3e6,
      '95th': 4e6,
      '99th': 5e6,
      max: 9e6,
    },
    earliest: '2026-11-23T08:00:00Z',
    duration: 9_900_000_000,
    wait: 100_000_000,
    requests: 1000,
    success: 0.98,
    status_codes: { 200: 980, 503: 20 },
    errors: [],
  });
  const records = await read(text);
  expect(summaries(records)).toMatchObject([
    { requests: 1000, failures: 20, requestsPerSecond: 100, latency: { p95Ms: 4, maxMs: 9 } },
  ]);
});

describe('HdrHistogram', () => {
  const recorded = (values: number[]) => {
    const histogram = build({ numberOfSignificantValueDigits: 3, useWebAssembly: false });
    for (const value of values) histogram.recordValue(value);
    return histogram;
  };
  const VALUES = Array.from({ length: 1000 }, (_, index) => (index + 1) * 100_000);

  it('has percentiles and a count in its .hgrm', async () => {
    const text = recorded(VALUES).outputPercentileDistribution(5, 1e6);
    const [summary] = summaries(await read(text));
    expect(summary).toMatchObject({ requests: 1000 });
    if (summary?.kind !== 'summary') throw new Error('no summary');
    expect(summary.latency.p50Ms).toBeCloseTo(50, 0);
    expect(summary.latency.maxMs).toBeCloseTo(100, 0);
    expect(summary.histogram?.count).toBe(1000);
  });

  it('has an interval a line in its .hlog', async () => {
    let text = '';
    const writer = new HistogramLogWriter((content) => {
      text += content;
    });
    writer.outputLogFormatVersion();
    writer.outputStartTime(1_795_460_000_000);
    writer.outputLegend();
    for (const second of [0, 1]) {
      const histogram = recorded(VALUES);
      histogram.startTimeStampMsec = second * 1000;
      histogram.endTimeStampMsec = (second + 1) * 1000;
      writer.outputIntervalHistogram(histogram, second, second + 1);
    }
    const intervals = (await read(text)).filter(({ kind }) => kind === 'interval');
    expect(intervals).toHaveLength(2);
    const [first] = intervals;
    if (first?.kind !== 'interval') throw new Error('no interval');
    expect(first.atMs).toBe(1_795_460_000_000);
    expect(first.histogram.count).toBe(1000);
    expect((first.histogram.quantile(0.5) ?? 0) / 50_000).toBeCloseTo(1, 2);
  });
});
