import { type Clock, wait } from '../clock';
import type { SlotPool } from '../slot-pool';
import { type Random, standardNormal } from './random';

/** One call of the language model, queueing included; resolves with its duration in ms. */
export type ModelStep = (signal: AbortSignal) => Promise<number>;

interface ModelParts {
  clock: Clock;
  slots: SlotPool;
  sampleLatencyMs(): number;
}

/** The one thing that is simulated: the time a model needs, spent holding a real inference slot. */
export function createModelStep({ clock, slots, sampleLatencyMs }: ModelParts): ModelStep {
  return async (signal) => {
    const startedMs = clock.monotonicMs();
    await slots.use(() => wait(clock, sampleLatencyMs(), signal), signal);
    return clock.monotonicMs() - startedMs;
  };
}

/** Lognormal: the median is e^mu; sigma is the deviation of the logarithm. */
export function lognormalMs(medianMs: number, sigma: number, random: Random): () => number {
  return () => medianMs * Math.exp(sigma * standardNormal(random));
}
