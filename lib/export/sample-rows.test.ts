import { expect, it } from 'vitest';
import {
  csvHeader,
  EXPORTED_COLUMNS,
  type ExportedSample,
  sampleCsv,
  TRACED_COLUMNS,
} from './sample-rows';

const SAMPLE: ExportedSample = {
  started_ms: 1000.25,
  endpoint: 'training.get_status',
  latency_ms: 12.5,
  outcome: 'ok',
  sent_ms: 1000.5,
  service_ms: 12.25,
  code: '',
  message: '',
};

it('is a row a request, under a header of the same columns', () => {
  expect(csvHeader(EXPORTED_COLUMNS)).toBe(
    'started_ms,endpoint,latency_ms,outcome,sent_ms,service_ms,code,message\n',
  );
  expect(sampleCsv([SAMPLE], EXPORTED_COLUMNS)).toBe(
    '1000.25,training.get_status,12.5,ok,1000.5,12.25,,\n',
  );
});

it('has the trace last where requests were traced, empty where one was not', () => {
  expect(csvHeader(TRACED_COLUMNS)).toMatch(/,message,trace_id\n$/);
  expect(sampleCsv([{ ...SAMPLE, trace_id: 'ab' }, SAMPLE], TRACED_COLUMNS)).toBe(
    '1000.25,training.get_status,12.5,ok,1000.5,12.25,,,ab\n1000.25,training.get_status,12.5,ok,1000.5,12.25,,,\n',
  );
});

it('quotes what would break a row, and takes the teeth out of formulas that a target sends', () => {
  const failed = { ...SAMPLE, endpoint: 'a,"b"', code: '-32000', message: '=cmd()\nline' };
  expect(sampleCsv([failed], EXPORTED_COLUMNS)).toBe(
    '1000.25,"a,""b""",12.5,ok,1000.5,12.25,-32000,"\'=cmd()\nline"\n',
  );
  const short = { ...SAMPLE, code: '@SUM(1)', message: '-5' };
  expect(sampleCsv([short], EXPORTED_COLUMNS)).toContain(",'@SUM(1),-5\n");
});
