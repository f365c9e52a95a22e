import { Histogram } from '@/lib/stats/histogram';
import { type GeneratorError, Latencies } from '@/lib/stats/latencies';
import { emptyOutcomeCounts, hasLatency } from '@/lib/stats/outcome';
import {
  PHASES,
  type Phase,
  type PhaseRecord,
  type SampleBatch,
  type WindowRecord,
} from '@/lib/stats/windows';
import type { Classified } from './classify-reply';
import type { Phases } from './transport/transport';

/** One endpoint's window while its second lasts; its histograms are used again for the next. */
export class OpenWindow {
  private counts = emptyOutcomeCounts();
  private locustFailures = 0;
  private samples = 0;
  private readonly all = new Latencies();
  private readonly failed = new Latencies();

  constructor(private readonly endpoint: number) {}

  add(
    { outcome, locustFailed }: Classified,
    sendDelayUs: number,
    serviceUs: number,
    error: GeneratorError,
  ): void {
    this.samples += 1;
    this.counts[outcome] += 1;
    if (locustFailed) this.locustFailures += 1;
    if (!hasLatency(outcome)) return;
    this.all.record(sendDelayUs + serviceUs, serviceUs, error);
    if (outcome !== 'ok') this.failed.record(sendDelayUs + serviceUs, serviceUs, error);
  }

  drop(): void {
    this.samples += 1;
    this.counts.dropped += 1;
  }

  /** The window of `second`, and a clean start; undefined when there was no sample. */
  close(second: number): WindowRecord | undefined {
    if (this.samples === 0) return undefined;
    const record = {
      second,
      endpoint: this.endpoint,
      counts: this.counts,
      locustFailures: this.locustFailures,
      ...this.all.encode(),
      ...(this.failed.count > 0 && { failed: this.failed.encode() }),
    };
    this.counts = emptyOutcomeCounts();
    this.locustFailures = 0;
    this.samples = 0;
    this.all.reset();
    this.failed.reset();
    return record;
  }
}

/** One endpoint's phases while their second lasts; its histograms are used again for the next. */
export class PhaseTimes {
  private readonly histograms: Partial<Record<Phase, Histogram>> = {};

  constructor(private readonly endpoint: number) {}

  add({ queuedMs, connectMs, tlsMs, firstByteMs, transferMs }: Phases): void {
    if (queuedMs !== undefined) this.record('queued', queuedMs);
    if (connectMs !== undefined) this.record('connect', connectMs);
    if (tlsMs !== undefined) this.record('tls', tlsMs);
    this.record('firstByte', firstByteMs);
    this.record('transfer', transferMs);
  }

  /** What came in since the last call. */
  take(): PhaseRecord[] {
    const records: PhaseRecord[] = [];
    for (const phase of PHASES) {
      const histogram = this.histograms[phase];
      if (histogram === undefined || histogram.count === 0) continue;
      records.push({ endpoint: this.endpoint, phase, histogram: histogram.encode() });
      histogram.reset();
    }
    return records;
  }

  private record(phase: Phase, ms: number): void {
    let histogram = this.histograms[phase];
    if (histogram === undefined) {
      histogram = new Histogram();
      this.histograms[phase] = histogram;
    }
    histogram.record(ms * 1000);
  }
}

const MIN_CAPACITY = 256;

/** Collects samples column by column; `take` hands them over and starts anew. */
export class SampleColumns {
  private capacity = MIN_CAPACITY;
  private batch: SampleBatch;

  constructor(private readonly traced = false) {
    this.batch = emptyBatch(MIN_CAPACITY, traced);
  }

  /** Times in whole microseconds. */
  add(
    endpoint: number,
    outcomeCode: number,
    error: number,
    intendedUs: number,
    sendDelayUs: number,
    serviceUs: number,
    trace: number,
  ): void {
    if (this.batch.count === this.capacity) this.grow();
    const { batch } = this;
    const at = batch.count++;
    batch.endpoint[at] = endpoint;
    batch.outcome[at] = outcomeCode;
    batch.error[at] = error;
    batch.intendedUs[at] = intendedUs;
    batch.sendDelayUs[at] = sendDelayUs;
    batch.serviceUs[at] = serviceUs;
    if (batch.trace !== undefined) batch.trace[at] = trace;
  }

  /** The caller owns the arrays from here on: they may move to another thread. */
  take(): SampleBatch {
    const taken = this.batch;
    this.capacity = Math.max(MIN_CAPACITY, taken.count);
    this.batch = emptyBatch(this.capacity, this.traced);
    return taken;
  }

  private grow(): void {
    const old = this.batch;
    this.capacity *= 2;
    this.batch = { ...emptyBatch(this.capacity, this.traced), count: old.count };
    this.batch.endpoint.set(old.endpoint);
    this.batch.outcome.set(old.outcome);
    this.batch.error.set(old.error);
    this.batch.intendedUs.set(old.intendedUs);
    this.batch.sendDelayUs.set(old.sendDelayUs);
    this.batch.serviceUs.set(old.serviceUs);
    if (old.trace !== undefined) this.batch.trace?.set(old.trace);
  }
}

function emptyBatch(capacity: number, traced: boolean): SampleBatch {
  return {
    count: 0,
    endpoint: new Uint16Array(capacity),
    outcome: new Uint8Array(capacity),
    error: new Uint16Array(capacity),
    intendedUs: new Float64Array(capacity),
    sendDelayUs: new Uint32Array(capacity),
    serviceUs: new Uint32Array(capacity),
    // Arrays are moved between threads: there must be none that is undefined.
    ...(traced && { trace: new Uint32Array(capacity) }),
  };
}
