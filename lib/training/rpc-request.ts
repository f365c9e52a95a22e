import { METHODS } from '@/lib/plan/intended-mix';
import { type JobShape, USUAL_JOBS } from '@/lib/plan/job-shape';

const QUERIES = 100;
const EXPORT_LIMIT = 50;
const EXPORT_ALL_LIMIT = 1000;

// Every start sends the same hundred queries; writing them once keeps the sender cheap.
const QUERIES_JSON = JSON.stringify(
  Array.from({ length: QUERIES }, (_, index) => ({
    query: `Load query ${index + 1}: find the order and tell its state`,
    expected_outcome: `state of order ${index + 1}`,
  })),
);

/** The body of a JSON-RPC call; `params` is JSON already. */
export function rpcBody(id: number, method: string, params: string): string {
  return `{"jsonrpc":"2.0","id":${id},"method":"${method}","params":${params}}`;
}

/** A start as the load scenarios send it; `agent` 1 to 10. */
export function startBody(
  id: number,
  agent: number,
  iterations: number,
  { batchSize, trajectoriesPerQuery }: Omit<JobShape, 'iterations'> = USUAL_JOBS,
): string {
  const config = `{"n_iterations":${iterations},"batch_size":${batchSize},"n_trajectories_per_query":${trajectoriesPerQuery},"learning_rate":0.0001,"max_budget_usd":5}`;
  return rpcBody(
    id,
    METHODS.start,
    `{"agent_id":"load-agent-${agent}","training_queries":${QUERIES_JSON},"config":${config}}`,
  );
}

export function statusBody(id: number, jobId: string): string {
  return rpcBody(id, METHODS.status, `{"job_id":${JSON.stringify(jobId)}}`);
}

export function cancelBody(id: number, jobId: string): string {
  return rpcBody(id, METHODS.cancel, `{"job_id":${JSON.stringify(jobId)},"reason":"load run"}`);
}

/** All that the job made, failures too, up to a thousand. */
export function exportAllBody(id: number, jobId: string): string {
  return rpcBody(
    id,
    METHODS.export,
    `{"job_id":${JSON.stringify(jobId)},"success_only":false,"limit":${EXPORT_ALL_LIMIT}}`,
  );
}

export function exportBody(id: number, jobId: string): string {
  return rpcBody(
    id,
    METHODS.export,
    `{"job_id":${JSON.stringify(jobId)},"success_only":true,"limit":${EXPORT_LIMIT}}`,
  );
}
