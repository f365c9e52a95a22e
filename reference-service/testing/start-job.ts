import { resultOf } from './service-client';
import { trainingQueries } from './training-queries';

/** Starts a small job, of one iteration of two queries unless told otherwise; resolves with its id. */
export async function startJob(
  url: string,
  config: Record<string, number> = {},
  agentId = 'agent-1',
): Promise<string> {
  const small = { n_iterations: 1, batch_size: 2, n_trajectories_per_query: 2 };
  const { job_id } = await resultOf(url, 'training.start_grpo', {
    agent_id: agentId,
    training_queries: trainingQueries(100),
    config: { ...small, ...config },
  });
  return String(job_id);
}
