import type { SampleBatch } from '@/lib/stats/sample-batch';

const MIN_CAPACITY = 256;

/** Collects samples column by column; `take` hands them over and starts anew. */
export class SampleColumns {
  private capacity = MIN_CAPACITY;
  private batch = emptyBatch(MIN_CAPACITY);

  /** Times in whole microseconds. */
  add(
    endpoint: number,
    outcomeCode: number,
    error: number,
    intendedUs: number,
    sendDelayUs: number,
    serviceUs: number,
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
  }

  /** The caller owns the arrays from here on: they may move to another thread. */
  take(): SampleBatch {
    const taken = this.batch;
    this.capacity = Math.max(MIN_CAPACITY, taken.count);
    this.batch = emptyBatch(this.capacity);
    return taken;
  }

  private grow(): void {
    const old = this.batch;
    this.capacity *= 2;
    this.batch = { ...emptyBatch(this.capacity), count: old.count };
    this.batch.endpoint.set(old.endpoint);
    this.batch.outcome.set(old.outcome);
    this.batch.error.set(old.error);
    this.batch.intendedUs.set(old.intendedUs);
    this.batch.sendDelayUs.set(old.sendDelayUs);
    this.batch.serviceUs.set(old.serviceUs);
  }
}

function emptyBatch(capacity: number): SampleBatch {
  return {
    count: 0,
    endpoint: new Uint16Array(capacity),
    outcome: new Uint8Array(capacity),
    error: new Uint16Array(capacity),
    intendedUs: new Float64Array(capacity),
    sendDelayUs: new Uint32Array(capacity),
    serviceUs: new Uint32Array(capacity),
  };
}
