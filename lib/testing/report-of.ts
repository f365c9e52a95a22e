import { Histogram } from '@/lib/stats/histogram';
import { Latencies } from '@/lib/stats/latencies';
import { emptyOutcomeCounts, hasLatency, OUTCOMES, type Outcome } from '@/lib/stats/outcome';
import type { SampleBatch, SecondReport, WindowRecord } from '@/lib/stats/windows';

export interface TestSample {
  /** Index into the report's endpoints; 0 when left out. */
  endpoint?: number;
  outcome?: Outcome;
  error?: number;
  intendedUs?: number;
  sendDelayUs?: number;
  serviceUs: number;
  /** What the generator may have added. */
  errorUs?: number;
  trace?: number;
}

/** The report that a generator would make of these samples, for tests of what comes after it. */
export function reportOf(
  second: number,
  samples: TestSample[],
  rest: Partial<Pick<SecondReport, 'endpoints' | 'errors'>> & {
    skipped?: Record<string, number>;
    activeUsers?: number;
    inFlight?: number;
  } = {},
): SecondReport {
  return {
    second,
    tick: {
      second,
      activeUsers: rest.activeUsers ?? 3,
      inFlight: rest.inFlight ?? 1,
      queued: 0,
      skipped: rest.skipped ?? {},
      eventLoopLagMs: 0.5,
      scheduleDelay: new Histogram().encode(),
      cpuMs: 10,
      gcMs: 1,
    },
    windows: windowsOf(second, samples),
    phases: [],
    samples: batchOf(samples),
    errors: rest.errors ?? [],
    endpoints: rest.endpoints ?? ['a', 'b'],
  };
}

function windowsOf(second: number, samples: TestSample[]): WindowRecord[] {
  const endpoints = [...new Set(samples.map((sample) => sample.endpoint ?? 0))].sort();
  return endpoints.map((endpoint) => {
    const counts = emptyOutcomeCounts();
    const [all, failed] = [new Latencies(), new Latencies()];
    for (const sample of samples.filter((one) => (one.endpoint ?? 0) === endpoint)) {
      const outcome = sample.outcome ?? 'ok';
      counts[outcome] += 1;
      if (!hasLatency(outcome)) continue;
      const error = { serviceUs: sample.errorUs ?? 0, responseUs: sample.errorUs ?? 0 };
      const responseUs = (sample.sendDelayUs ?? 0) + sample.serviceUs;
      all.record(responseUs, sample.serviceUs, error);
      if (outcome !== 'ok') failed.record(responseUs, sample.serviceUs, error);
    }
    return {
      second,
      endpoint,
      counts,
      locustFailures: counts.httpError,
      ...all.encode(),
      ...(failed.count > 0 && { failed: failed.encode() }),
    };
  });
}

function batchOf(samples: TestSample[]): SampleBatch {
  return {
    count: samples.length,
    endpoint: Uint16Array.from(samples, (sample) => sample.endpoint ?? 0),
    outcome: Uint8Array.from(samples, (sample) => OUTCOMES.indexOf(sample.outcome ?? 'ok')),
    error: Uint16Array.from(samples, (sample) => sample.error ?? 0),
    intendedUs: Float64Array.from(samples, (sample) => sample.intendedUs ?? 0),
    sendDelayUs: Uint32Array.from(samples, (sample) => sample.sendDelayUs ?? 0),
    serviceUs: Uint32Array.from(samples, (sample) => sample.serviceUs),
    ...(samples.some(({ trace }) => trace !== undefined) && {
      trace: Uint32Array.from(samples, (sample) => sample.trace ?? 0),
    }),
  };
}
