import type { SampleBatch } from '@/lib/stats/sample-batch';

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
