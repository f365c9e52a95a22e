import { expect, it } from 'vitest';
import { Histogram } from '@/lib/stats/histogram';
import type { SecondReport } from '@/lib/stats/windows';
import type { Classified } from './classify-reply';
import { Recorder } from './recorder';

const OK: Classified = { outcome: 'ok', locustFailed: false, code: '', message: '' };
const EXACT = { serviceMs: 0, lateMs: 0 };
const LOST: Classified = {
  outcome: 'networkError',
  locustFailed: true,
  code: 'ECONNRESET',
  message: 'connection reset by the service',
};

function record(nowMs = () => 0) {
  const reports: SecondReport[] = [];
  const recorder = new Recorder(
    () => ({ activeUsers: 5, inFlight: 2, queued: 1, cpuMs: 30, gcMs: 2 }),
    (report) => reports.push(report),
    nowMs,
  );
  return { recorder, reports };
}

it('puts a sample into the second it ends in', () => {
  const { recorder, reports } = record();
  recorder.record('a', OK, { intendedMs: 900, sentMs: 901, endedMs: 1100.5, error: EXACT });
  recorder.finish(1500);
  expect(reports.map(({ second, samples }) => [second, samples.count])).toEqual([
    [0, 0],
    [1, 1],
  ]);
});

it('reports idle seconds too, with the generator’s gauges', () => {
  const { recorder, reports } = record();
  recorder.flushUntil(3000);
  expect(reports.map(({ tick }) => tick)).toEqual(
    [0, 1, 2].map((second) => ({
      second,
      activeUsers: 5,
      inFlight: 2,
      queued: 1,
      skipped: {},
      eventLoopLagMs: 0,
      scheduleDelay: new Histogram().encode(),
      cpuMs: 30,
      gcMs: 2,
    })),
  );
});

it('measures service time from the send and response time from the intent, in microseconds', () => {
  const { recorder, reports } = record();
  recorder.record('a', OK, { intendedMs: 10, sentMs: 12.5, endedMs: 20.125, error: EXACT });
  recorder.finish(500);
  const [report] = reports;
  expect([...(report?.samples.intendedUs.slice(0, 1) ?? [])]).toEqual([10_000]);
  expect(report?.samples.sendDelayUs[0]).toBe(2500);
  expect(report?.samples.serviceUs[0]).toBe(7625);
  const [window] = report?.windows ?? [];
  expect(Histogram.decode(window?.response ?? new Uint8Array()).max).toBe(10_125);
  expect(Histogram.decode(window?.service ?? new Uint8Array()).max).toBe(7625);
});

it('counts a lost request but gives it no latency', () => {
  const { recorder, reports } = record();
  recorder.record('a', LOST, { intendedMs: 0, sentMs: 0, endedMs: 1, error: EXACT });
  recorder.finish(500);
  const [window] = reports[0]?.windows ?? [];
  expect(window?.counts.networkError).toBe(1);
  expect(window?.locustFailures).toBe(1);
  expect(Histogram.decode(window?.response ?? new Uint8Array()).count).toBe(0);
  expect(reports[0]?.errors).toMatchObject([{ id: 1, code: 'ECONNRESET', count: 1 }]);
  expect(reports[0]?.samples.error[0]).toBe(1);
});

it('starts each second with empty windows', () => {
  const { recorder, reports } = record();
  recorder.record('a', OK, { intendedMs: 0, sentMs: 0, endedMs: 5, error: EXACT });
  recorder.record('b', OK, { intendedMs: 1000, sentMs: 1000, endedMs: 1001, error: EXACT });
  recorder.skip('c');
  recorder.lag(7);
  recorder.finish(1500);
  expect(reports.map(({ windows }) => windows.map(({ endpoint }) => endpoint))).toEqual([[0], [1]]);
  expect(reports.at(-1)).toMatchObject({
    endpoints: ['a', 'b'],
    tick: { skipped: { c: 1 }, eventLoopLagMs: 7 },
  });
});

it('hands over every sample of a busy second, however many there are', () => {
  const { recorder, reports } = record();
  for (let i = 0; i < 5000; i++)
    recorder.record('a', OK, {
      intendedMs: i / 10,
      sentMs: i / 10,
      endedMs: i / 10 + 1,
      error: EXACT,
    });
  recorder.finish(900);
  expect(reports[0]?.samples.count).toBe(5000);
  expect(reports[0]?.samples.intendedUs[4999]).toBe(499_900);
});

it('keeps how much later than due requests left, second by second', () => {
  let nowMs = 100;
  const { recorder, reports } = record(() => nowMs);
  recorder.leave(99.5);
  recorder.leave(98);
  recorder.flushUntil(1000);
  nowMs = 1200;
  recorder.leave(1200);
  recorder.finish(1300);
  const delays = reports.map(({ tick }) => Histogram.decode(tick.scheduleDelay));
  expect(delays.map(({ count, min, max }) => [count, min, max])).toEqual([
    [2, 500, 2000],
    [1, 0, 0],
  ]);
});

it('counts a dropped arrival, which has no latency, when it was due', () => {
  const { recorder, reports } = record(() => 400);
  recorder.drop('a', 399);
  recorder.finish(500);
  const [report] = reports;
  expect(report?.windows.map(({ counts }) => counts.dropped)).toEqual([1]);
  expect(report?.samples).toMatchObject({ count: 1 });
  expect(report?.samples.outcome[0]).toBe(6);
  expect(report?.samples.intendedUs[0]).toBe(399_000);
});

it('counts what is skipped by name, whatever the name', () => {
  const { recorder, reports } = record();
  for (const name of ['constructor', '__proto__', 'constructor']) recorder.skip(name);
  recorder.finish(500);
  expect(Object.entries(reports[0]?.tick.skipped ?? {})).toEqual([
    ['constructor', 2],
    ['__proto__', 1],
  ]);
});
