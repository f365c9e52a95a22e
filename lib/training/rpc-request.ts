import { METHODS } from '@/lib/plan/intended-mix';

const QUERIES = 100;
const EXPORT_LIMIT = 50;

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

/** A start as the load scenarios send it; `agent` 1 to 10, `iterations` 10 to 50. */
export function startBody(id: number, agent: number, iterations: number): string {
  const config = `{"n_iterations":${iterations},"batch_size":16,"n_trajectories_per_query":4,"learning_rate":0.0001,"max_budget_usd":5}`;
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

export function exportBody(id: number, jobId: string): string {
  return rpcBody(
    id,
    METHODS.export,
    `{"job_id":${JSON.stringify(jobId)},"success_only":true,"limit":${EXPORT_LIMIT}}`,
  );
}
