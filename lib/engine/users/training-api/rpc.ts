import { METHODS } from '@/lib/plan/figures';
import { type JobShape, USUAL_JOBS } from '@/lib/plan/users';
import { fieldsOf, numberOf, textOf } from './fields';

/** What an HTTP answer says in JSON-RPC: a result, an error, an HTTP failure, or nothing of the kind. */
export type RpcReply =
  | { kind: 'result'; result: unknown }
  | { kind: 'rpc-error'; code: number; message: string }
  | { kind: 'http-error'; status: number }
  | { kind: 'malformed'; reason: string };

/** Reads one answer. Never throws: a body that cannot be read is `malformed`, and says why. */
export function readRpcReply(status: number, body: string): RpcReply {
  if (status !== 200) return { kind: 'http-error', status };
  if (body === '') return { kind: 'malformed', reason: 'The body was empty.' };
  let parsed: unknown;
  try {
    parsed = JSON.parse(body);
  } catch {
    return { kind: 'malformed', reason: describeNonJson(body) };
  }
  const answer = fieldsOf(parsed);
  if (answer === undefined)
    return { kind: 'malformed', reason: 'The body was JSON, but not a JSON-RPC response.' };
  // Some services send both, the one that does not apply as null: an error counts first.
  if (answer.error !== undefined && answer.error !== null) return readError(answer.error);
  if (answer.result !== undefined) return { kind: 'result', result: answer.result };
  return { kind: 'malformed', reason: 'The body had neither a result nor an error.' };
}

/** Some services keep what was wrong in `data.details`, and say no more than "Internal error". */
function readError(error: unknown): RpcReply {
  const code = numberOf(error, 'code');
  if (code === undefined)
    return { kind: 'malformed', reason: 'The body had an error without a code.' };
  const details = textOf(fieldsOf(error)?.data, 'details');
  const said = [textOf(error, 'message'), details].filter((text) => text !== undefined);
  return { kind: 'rpc-error', code, message: said.join(': ') };
}

function describeNonJson(body: string): string {
  return /^\s*<(!doctype|html|head|body)/i.test(body)
    ? 'The body was an HTML page, not JSON.'
    : 'The body was not valid JSON, or was truncated.';
}

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
