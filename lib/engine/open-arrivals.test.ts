import { describe, expect, it } from 'vitest';
import type { SecondReport } from '@/lib/stats/windows';
import { OpenArrivals, type OpenArrivalsOptions } from './open-arrivals';
import { Recorder } from './recorder';

const every = (gapMs: number, count: number) => ({
  arrivalAt: (index: number) => (index < 0 || index >= count ? undefined : index * gapMs),
});

/** Arrivals every 10 ms whose calls end when the test says so. */
function open(options: Partial<OpenArrivalsOptions> = {}) {
  let nowMs = 0;
  const sent: { endpoint: string; intendedMs: number; end: () => void }[] = [];
  const reports: SecondReport[] = [];
  const recorder = new Recorder(
    () => ({ activeUsers: 0, inFlight: 0, queued: arrivals.queued, cpuMs: 0, gcMs: 0 }),
    (report) => reports.push(report),
    () => nowMs,
  );
  let inFlight = 0;
  const arrivals: OpenArrivals = new OpenArrivals({
    schedule: every(10, 100),
    constant: (ratePerSecond) => every(1000 / ratePerSecond, 5),
    maxInFlight: 2,
    overload: 'drop',
    behaviour: { nextTask: () => ({ kind: 'call', call: { endpoint: 'a', body: '{}' } }) },
    inFlight: () => inFlight,
    send: ({ endpoint }, intendedMs) => {
      inFlight += 1;
      return new Promise((resolve) => {
        const end = () => {
          inFlight -= 1;
          resolve();
        };
        sent.push({ endpoint, intendedMs, end });
      });
    },
    busyMs: () => 0,
    recorder,
    toRunMs: (loadMs) => loadMs,
    onFault: (error) => {
      throw error;
    },
    ...options,
  });
  return {
    arrivals,
    sent,
    intended: () => sent.map((one) => one.intendedMs),
    dropped: () => {
      recorder.finish(nowMs);
      return reports
        .flatMap(({ windows }) => windows)
        .reduce((n, one) => n + one.counts.dropped, 0);
    },
    until(ms: number) {
      nowMs = ms;
      arrivals.turn(ms);
    },
    settled: () => new Promise((resolve) => setImmediate(resolve)),
  };
}

describe('OpenArrivals', () => {
  it('sends everything that is due, at the instants it was due, however late it is called', () => {
    const { arrivals, until, intended } = open({ maxInFlight: 100 });
    arrivals.start(5);
    expect(arrivals.nextAtMs).toBe(5);
    until(4.9);
    expect(intended()).toEqual([]);
    until(37);
    expect(intended()).toEqual([5, 15, 25, 35]);
    expect(arrivals.nextAtMs).toBe(45);
  });

  it('drops what is due beyond the requests that may be in flight', async () => {
    const { arrivals, until, intended, sent, dropped, settled } = open();
    arrivals.start(0);
    until(45);
    expect(intended()).toEqual([0, 10]);
    sent[0]?.end();
    await settled();
    until(50);
    expect(intended()).toEqual([0, 10, 50]);
    expect(dropped()).toBe(3);
  });

  it('or lets it wait, the first to come the first to go, due when it was due', async () => {
    const { arrivals, until, intended, sent, dropped, settled } = open({ overload: 'queue' });
    arrivals.start(0);
    until(45);
    expect(intended()).toEqual([0, 10]);
    expect(arrivals.queued).toBe(3);
    sent[1]?.end();
    await settled();
    expect(intended()).toEqual([0, 10, 20]);
    arrivals.stop(60);
    expect(arrivals.queued).toBe(0);
    expect(dropped()).toBe(2);
    expect(arrivals.nextAtMs).toBe(Number.POSITIVE_INFINITY);
  });

  it('counts a task that cannot be asked as skipped, not as sent', () => {
    const { arrivals, until, intended } = open({
      behaviour: { nextTask: () => ({ kind: 'skip', endpoint: 'a' }) },
    });
    arrivals.start(0);
    until(100);
    expect(intended()).toEqual([]);
  });

  it('goes over to another rate at once when told to', () => {
    const { arrivals, until, intended } = open({ maxInFlight: 100 });
    arrivals.start(0);
    until(12);
    arrivals.changeTo(50, 15, 1000);
    until(60);
    expect(intended()).toEqual([0, 10, 15, 35, 55]);
  });
});
