import type { Random } from '../training/random';
import type { Faults } from './faults';
import { InjectedError } from './injected-error';
import { MemoryLeak } from './memory-leak';

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
