import { setTimeout as sleep } from 'node:timers/promises';
import type { RpcErrorBody } from '../rpc/dispatch';
import type { TrainingQuery } from '../training/dataset';

/** A result as the tests look into it: any field may be asked for. */
interface Fields {
  [name: string]: unknown;
}

interface RpcAnswer {
  id: string | number | null;
  result?: Fields;
  error?: RpcErrorBody;
}

/** Posts a body to the service's JSON-RPC endpoint: a text as it is, anything else as JSON. */
export function post(url: string, body: unknown, headers: Record<string, string> = {}) {
  return fetch(`${url}/api/v1/jsonrpc`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
}

export async function call(url: string, method: string, params?: unknown): Promise<RpcAnswer> {
  const response = await post(url, { jsonrpc: '2.0', id: 1, method, params });
  return (await response.json()) as RpcAnswer;
}

/** The result of a call that must succeed. */
export async function resultOf(url: string, method: string, params?: unknown): Promise<Fields> {
  const { result, error } = await call(url, method, params);
  if (!result) throw new Error(`${method} failed: ${JSON.stringify(error)}`);
  return result;
}

/** The error code of a call that must fail. */
export async function codeOf(url: string, method: string, params?: unknown): Promise<number> {
  const { error } = await call(url, method, params);
  if (!error) throw new Error(`${method} did not fail.`);
  return error.code;
}

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

export function trainingQueries(count: number): TrainingQuery[] {
  return Array.from({ length: count }, (_, index) => ({
    query: `Training query ${index}`,
    expected_outcome: { success: true },
  }));
}

const TIMEOUT_MS = 10_000;

/** Asks about a job until it has one of these statuses; resolves with that answer. */
export async function waitForStatus(
  url: string,
  job_id: string,
  ...statuses: string[]
): Promise<Fields> {
  return waitUntil(url, job_id, ({ status }) => statuses.includes(String(status)));
}

/** Asks about a job until its answer satisfies; rejects after 10 s. */
export async function waitUntil(
  url: string,
  job_id: string,
  satisfies: (status: Fields) => boolean,
): Promise<Fields> {
  const giveUpAtMs = performance.now() + TIMEOUT_MS;
  for (;;) {
    const status = await resultOf(url, 'training.get_status', { job_id });
    if (satisfies(status)) return status;
    if (performance.now() > giveUpAtMs) throw new Error(`Still: ${JSON.stringify(status)}`);
    await sleep(5);
  }
}

/** Any field of the admin route's answers may be looked at. */
type FaultsAnswer = Record<string, unknown>;

/** Changes the faults of a service that has them; rejects unless the change is accepted. */
export async function putFaults(url: string, faults: object): Promise<FaultsAnswer> {
  const response = await requestFaults(url, 'PUT', faults);
  const answer = (await response.json()) as FaultsAnswer;
  if (!response.ok) throw new Error(`The faults were refused: ${JSON.stringify(answer)}`);
  return answer;
}

/** One request of the admin route; a text goes as it is, anything else as JSON. */
export function requestFaults(
  url: string,
  method: string,
  body?: unknown,
  headers: Record<string, string> = {},
): Promise<Response> {
  if (body === undefined) return fetch(`${url}/api/v1/faults`, { method, headers });
  return fetch(`${url}/api/v1/faults`, {
    method,
    headers: { 'content-type': 'application/json', ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
}

/** The value of one series of a service's metrics; undefined while there is none. */
export async function readSeries(url: string, series: string): Promise<number | undefined> {
  const text = await (await fetch(`${url}/metrics`)).text();
  const line = text.split('\n').find((one) => one.startsWith(`${series} `));
  return line === undefined ? undefined : Number(line.split(' ').at(-1));
}

/** How many ms pass until it is settled well. */
export async function measureMs(work: Promise<unknown>): Promise<number> {
  const startedMs = performance.now();
  await work;
  return performance.now() - startedMs;
}
