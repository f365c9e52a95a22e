import type { Clock } from '../clock';
import type { FaultState } from './fault-state';
import type { Faults } from './faults';

/**
 * Lets `frozenMs` and `pauseMs` act: `block` is called once, after the answer to whoever asked for it
 * is on its way, or at every period.
 */
export function applyProcessFaults(
  faults: Faults,
  clock: Clock,
  block: (forMs: number) => void,
): void {
  const pauses = new Pauses(clock, block);
  let cancelFreeze = () => {};
  faults.onChange((state) => {
    pauses.follow(state);
    cancelFreeze();
    if (state.frozenMs === 0) return;
    cancelFreeze = clock.after(0, () => {
      block(state.frozenMs);
      faults.change({ frozenMs: 0 });
    });
  });
}

class Pauses {
  #pauseMs = 0;
  #everyMs = 0;
  #cancel = () => {};

  constructor(
    private readonly clock: Clock,
    private readonly block: (forMs: number) => void,
  ) {}

  follow({ pauseMs, pauseEveryMs }: FaultState): void {
    // A change of another fault must not move the rhythm.
    if (pauseMs === this.#pauseMs && pauseEveryMs === this.#everyMs) return;
    this.#pauseMs = pauseMs;
    this.#everyMs = pauseEveryMs;
    this.#cancel();
    if (pauseMs > 0) this.#pauseAt(this.clock.monotonicMs() + pauseEveryMs);
  }

  #pauseAt(dueMs: number): void {
    const delayMs = Math.max(1, dueMs - this.clock.monotonicMs());
    this.#cancel = this.clock.after(delayMs, () => {
      this.block(this.#pauseMs);
      const nextMs = dueMs + this.#everyMs;
      const nowMs = this.clock.monotonicMs();
      // Pauses that were missed, as the process stood still for another reason, are not made up for.
      this.#pauseAt(nextMs > nowMs ? nextMs : nowMs + this.#everyMs);
    });
  }
}

/** Blocks the whole process for so many ms: no request, no timer, no job moves, as in a long collection. */
export function blockProcess(forMs: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, forMs);
}
