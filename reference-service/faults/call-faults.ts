/// <reference lib="es2024.arraybuffer" />
import type { Random } from '../training/random';
import type { Faults } from './faults';

/**
 * What is to be done before every JSON-RPC request, by its method: leak, wait, and reject with an
 * {@link InjectedError} as the faults ask for.
 */
export function createBeforeCall(
  faults: Faults,
  random: Random,
): (method: string) => Promise<void> {
  const leak = new MemoryLeak();
  faults.onChange(({ memoryLeakBytes }) => {
    if (memoryLeakBytes === 0) leak.release();
  });
  return async (method) => {
    const { errorShare, memoryLeakBytes, slowMethod } = faults.state;
    if (memoryLeakBytes > 0) leak.grow(memoryLeakBytes);
    await faults.delay('latencyMs');
    if (method === slowMethod) await faults.delay('slowMethodMs');
    if (errorShare > 0 && random() < errorShare) throw new InjectedError();
  };
}

/** An internal error that somebody asked for: its callers see it, the log does not. */
export class InjectedError extends Error {
  constructor() {
    super('A fault of the service, switched on on purpose.');
  }
}

/** More would bring down the machine, and not the service alone. */
const MAX_BYTES = 1024 ** 3;

/** Memory that is kept for nothing, until it is released. */
export class MemoryLeak {
  // Of an address space reserved once, so that release gives it back at once and not when V8 collects.
  #kept: ArrayBuffer | undefined;

  constructor(private readonly maxBytes = MAX_BYTES) {}

  get bytes(): number {
    return this.#kept?.byteLength ?? 0;
  }

  /** Keeps so many bytes more; those beyond the most are not kept. */
  grow(bytes: number): void {
    this.#kept ??= new ArrayBuffer(0, { maxByteLength: this.maxBytes });
    const before = this.bytes;
    this.#kept.resize(Math.min(before + bytes, this.maxBytes));
    // The system hands out pages only once they are written to.
    new Uint8Array(this.#kept, before).fill(1);
  }

  release(): void {
    this.#kept?.resize(0);
  }
}
