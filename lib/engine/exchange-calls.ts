import type { Call } from '@/lib/training/behaviour';
import { classifyReply } from './classify-reply';
import type { Recorder } from './recorder';
import type { Transport } from './transport';

export interface Exchanges {
  readonly inFlight: number;
  /**
   * Sends a call that was meant to start at `intendedMs`, records its sample and lets it learn. Whatever
   * the service does is a sample; it rejects only when that could not be recorded.
   */
  exchange(call: Call, intendedMs: number): Promise<void>;
}

export interface ExchangeOptions {
  transport: Transport;
  recorder: Recorder;
  /** Now, ms from the run's start. */
  nowMs: () => number;
  /** Called when no request is in flight any more. */
  onIdle: () => void;
}

/** Calls on their way out and back. */
export function createExchanges({
  transport,
  recorder,
  nowMs,
  onIdle,
}: ExchangeOptions): Exchanges {
  let inFlight = 0;
  return {
    get inFlight() {
      return inFlight;
    },
    async exchange(call, intendedMs) {
      inFlight += 1;
      const sentMs = nowMs();
      const reply = await transport.send(call);
      const endedMs = nowMs();
      inFlight -= 1;
      const classified = classifyReply(call.endpoint, reply);
      recorder.record(call.endpoint, classified, { intendedMs, sentMs, endedMs });
      if (classified.rpc !== undefined) call.learn?.(classified.rpc);
      if (inFlight === 0) onIdle();
    },
  };
}
