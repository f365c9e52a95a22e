import { INTENDED_WAIT_MS } from '@/lib/plan/wait-times';
import type { BehaviourKind } from '@/lib/users/behaviour';
import { startCall } from './start-call';
import { uniform } from './uniform';

/** Only ever starts jobs. */
export const startingUser: BehaviourKind = {
  name: 'start',
  createUser: ({ random, memory, waitMs = INTENDED_WAIT_MS.start }) => ({
    nextTask: () => ({ kind: 'call', call: startCall(memory, random) }),
    nextWaitMs: () => uniform(random, waitMs),
  }),
};
