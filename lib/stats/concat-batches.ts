import type { SampleBatch } from './sample-batch';

/** One batch of all samples, in the order given. */
export function concatBatches(batches: readonly SampleBatch[]): SampleBatch {
  const count = batches.reduce((sum, batch) => sum + batch.count, 0);
  const all: SampleBatch = {
    count,
    endpoint: new Uint16Array(count),
    outcome: new Uint8Array(count),
    error: new Uint16Array(count),
    intendedUs: new Float64Array(count),
    sendDelayUs: new Uint32Array(count),
    serviceUs: new Uint32Array(count),
    ...(batches.some(({ trace }) => trace !== undefined) && { trace: new Uint32Array(count) }),
  };
  let at = 0;
  for (const batch of batches) {
    all.endpoint.set(batch.endpoint.subarray(0, batch.count), at);
    all.outcome.set(batch.outcome.subarray(0, batch.count), at);
    all.error.set(batch.error.subarray(0, batch.count), at);
    all.intendedUs.set(batch.intendedUs.subarray(0, batch.count), at);
    all.sendDelayUs.set(batch.sendDelayUs.subarray(0, batch.count), at);
    all.serviceUs.set(batch.serviceUs.subarray(0, batch.count), at);
    if (batch.trace !== undefined) all.trace?.set(batch.trace.subarray(0, batch.count), at);
    at += batch.count;
  }
  return all;
}
