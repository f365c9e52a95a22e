import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { build, encodeIntoCompressedBase64 } from 'hdr-histogram-js';
import { createRandom, type Random } from '@/lib/stats/random';

const HOUR_MS = 3_600_000;
const ENDPOINTS = 1000;
const START_MS = 1_795_000_000_000;

/** One row of a file, of `of`; `progress` from 0 to 1 is where in its hour it is. */
interface LargeFile {
  name: string;
  head?: string;
  row: (at: { row: number; progress: number; random: Random }) => string;
}

const instant = (progress: number) => Math.round(START_MS + progress * HOUR_MS);
const endpoint = (row: number) => `endpoint-${row % ENDPOINTS}`;
const latency = (random: Random) => 5 + random() ** 3 * 200;

/** An hour of 1,000 endpoints as other tools write it: what takes most memory of each kind. */
export const LARGE_FILES: Record<string, LargeFile> = {
  'plain CSV': {
    name: 'large.csv',
    head: 'started_ms,endpoint,latency_ms,outcome',
    row: ({ row, progress, random }) =>
      `${instant(progress)},${endpoint(row)},${latency(random).toFixed(3)},ok`,
  },
  'k6 JSON lines': {
    name: 'large.json',
    row: ({ row, progress, random }) =>
      JSON.stringify({
        type: 'Point',
        metric: 'http_req_duration',
        data: {
          time: new Date(instant(progress)).toISOString(),
          value: latency(random),
          tags: { name: endpoint(row), method: 'GET', status: '200', expected_response: 'true' },
        },
      }),
  },
  'JMeter CSV': {
    name: 'large.jtl',
    head: 'timeStamp,elapsed,label,responseCode,responseMessage,threadName,success,bytes,grpThreads,allThreads,Latency,IdleTime,Connect',
    row: ({ row, progress, random }) =>
      `${instant(progress)},${Math.round(latency(random))},${endpoint(row)},200,OK,Thread 1-${row % 50},true,512,50,50,4,0,1`,
  },
  'vegeta JSON lines': {
    name: 'large.vegeta.json',
    row: ({ row, progress, random }) =>
      JSON.stringify({
        attack: '',
        seq: row,
        code: 200,
        timestamp: new Date(instant(progress)).toISOString(),
        latency: Math.round(latency(random) * 1e6),
        bytes_out: 0,
        bytes_in: 64,
        error: '',
        body: null,
        method: 'GET',
        url: `http://127.0.0.1/${endpoint(row)}`,
        headers: {},
      }),
  },
  'CSV of failures': {
    name: 'failing.csv',
    head: 'started_ms,endpoint,latency_ms,outcome,code,message',
    row: ({ row, progress, random }) =>
      `${instant(progress)},${endpoint(row)},${latency(random).toFixed(3)},http-error,500,broken ${row % 500}`,
  },
  'HdrHistogram interval log': {
    name: 'large.hlog',
    head: `#[Histogram log format version 1.3]\n#[StartTime: ${START_MS / 1000} (seconds since epoch)]`,
    row: ({ row, progress, random }) =>
      `Tag=${endpoint(row)},${(progress * 3600).toFixed(3)},1.000,1.000,${intervalOf(random)}`,
  },
};

function intervalOf(random: Random): string {
  const histogram = build({ numberOfSignificantValueDigits: 3, useWebAssembly: false });
  for (let request = 0; request < 200; request++)
    histogram.recordValue(Math.round(latency(random) * 1e6));
  return encodeIntoCompressedBase64(histogram);
}

/** Writes a file of about so many bytes. Returns how many rows that are. */
export async function writeLarge(path: string, kind: string, bytes: number): Promise<number> {
  const { head, row } = LARGE_FILES[kind] ?? { row: () => '' };
  const random = createRandom(1);
  const sample = row({ row: 999, progress: 0.5, random });
  const rows = Math.max(1, Math.floor(bytes / (sample.length + 1)));
  const file = createWriteStream(path);
  if (head !== undefined) file.write(`${head}\n`);
  for (let done = 0; done < rows; ) {
    let text = '';
    for (const end = Math.min(rows, done + 2000); done < end; done++)
      text += `${row({ row: done, progress: done / rows, random })}\n`;
    if (!file.write(text)) await once(file, 'drain');
  }
  file.end();
  await once(file, 'finish');
  return rows;
}
