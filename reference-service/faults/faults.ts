import type { Clock } from '../clock';
import { changeFaults, type FaultState, noFaults } from './fault-state';

type DelayFault = 'latencyMs' | 'databasePoolHoldMs' | 'slowWritesMs' | 'slowMethodMs';

interface Delay {
  fault: DelayFault;
  end(): void;
}

/** The faults as they are now; what they act on asks for them, or is told of changes. */
export class Faults {
  #state = noFaults;
  readonly #listeners: ((state: FaultState) => void)[] = [];
  readonly #delays = new Set<Delay>();

  constructor(
    private readonly clock: Clock,
    private readonly methodNames: readonly string[],
  ) {}

  get state(): FaultState {
    return this.#state;
  }

  /** Changes what a JSON object asks for; returns the problems, and changes nothing if there are any. */
  change(given: unknown): string[] {
    const change = changeFaults(this.#state, given, this.methodNames);
    if (!change.ok) return change.problems;
    this.#set(change.state);
    return [];
  }

  /** Switches all of them off. */
  clear(): void {
    this.#set(noFaults);
  }

  /** To be told of every change, once it is made. */
  onChange(listener: (state: FaultState) => void): void {
    this.#listeners.push(listener);
  }

  /** Resolves after what the fault asks for, or once it is switched off; undefined when it is off. */
  delay(fault: DelayFault): Promise<void> | undefined {
    const delayMs = this.#state[fault];
    if (delayMs === 0) return undefined;
    return new Promise((resolve) => {
      const delay: Delay = {
        fault,
        end: () => {
          cancel();
          this.#delays.delete(delay);
          resolve();
        },
      };
      const cancel = this.clock.after(delayMs, delay.end);
      this.#delays.add(delay);
    });
  }

  #set(state: FaultState): void {
    this.#state = state;
    for (const { fault, end } of this.#delays) if (state[fault] === 0) end();
    for (const listener of this.#listeners) listener(state);
  }
}
