import { METHODS } from '@/lib/plan/intended-mix';
import type { Call, RunMemory } from './behaviour';
import { jobIdOf } from './read-job';
import { startBody } from './rpc-request';

const AGENTS = 10;
const MIN_ITERATIONS = 10;
const MAX_ITERATIONS = 50;

/** A start of one of ten agents' training, 10 to 50 iterations; tells the new job's id. */
export function startCall(
  memory: RunMemory,
  random: () => number,
  onStarted?: (jobId: string) => void,
): Call {
  const agent = 1 + Math.floor(random() * AGENTS);
  const spread = MAX_ITERATIONS - MIN_ITERATIONS + 1;
  const iterations = MIN_ITERATIONS + Math.floor(random() * spread);
  return {
    endpoint: METHODS.start,
    body: startBody(memory.nextCallId(), agent, iterations),
    job: { kind: 'start' },
    learn(reply) {
      const jobId = reply.kind === 'result' ? jobIdOf(reply.result) : undefined;
      if (jobId === undefined) return;
      memory.jobs.add(jobId);
      onStarted?.(jobId);
    },
  };
}
