import { METHODS } from '@/lib/plan/intended-mix';
import type { Call, RunMemory } from '@/lib/users/behaviour';
import { jobIdOf } from '@/lib/users/training-api/replies';
import { startBody } from './rpc-request';

const AGENTS = 10;

/** A start of one of ten agents' training, of the run's shape; tells the new job's id. */
export function startCall(
  memory: RunMemory,
  random: () => number,
  onStarted?: (jobId: string) => void,
): Call {
  const agent = 1 + Math.floor(random() * AGENTS);
  const { min, max } = memory.shape.iterations;
  const iterations = min + Math.floor(random() * (max - min + 1));
  return {
    endpoint: METHODS.start,
    body: startBody(memory.nextCallId(), agent, iterations, memory.shape),
    job: { kind: 'start' },
    learn(reply) {
      const jobId = reply.kind === 'result' ? jobIdOf(reply.result) : undefined;
      if (jobId === undefined) return;
      memory.jobs.add(jobId);
      onStarted?.(jobId);
    },
  };
}
