import { ServiceError } from '../service-error';
import { methods } from './methods';
import { type Envelope, idOf, readEnvelope } from './read-envelope';
import type { RpcContext } from './rpc-context';
import { type RpcResponse, rpcFailure, rpcResult } from './rpc-response';

const MOST_IN_A_BATCH = 1000;
/** What a request is counted under when it names no method of ours. */
const NO_METHOD = 'unknown';

export interface Dispatch {
  context: RpcContext;
  /** Awaited before each single request that is well formed; one that it rejects for has failed. */
  beforeCall?(method: string): Promise<void>;
  /** Told of every single request; outcome is ok or the error code. */
  onAnswered(method: string, outcome: 'ok' | number): void;
  /** Told of errors that no caller caused. */
  onInternalError(error: unknown): void;
}

/** The one way in: a body to its answer; undefined when there is none to give (notifications). */
export async function dispatchRpc(
  dispatch: Dispatch,
  body: string,
): Promise<RpcResponse | RpcResponse[] | undefined> {
  let request: unknown;
  try {
    request = JSON.parse(body);
  } catch {
    return refuse(dispatch, undefined, new ServiceError('parse', 'The body is not JSON.'));
  }
  if (!Array.isArray(request)) return answer(dispatch, request);
  const problem = batchProblem(request);
  if (problem) return refuse(dispatch, undefined, new ServiceError('envelope', problem));
  const answers = await Promise.all(request.map((single) => answer(dispatch, single)));
  const given = answers.filter((response) => response !== undefined);
  return given.length === 0 ? undefined : given;
}

function batchProblem({ length }: unknown[]): string | undefined {
  if (length === 0) return 'A batch must not be empty.';
  if (length > MOST_IN_A_BATCH) return `A batch has at most ${MOST_IN_A_BATCH} requests.`;
  return undefined;
}

async function answer(dispatch: Dispatch, request: unknown): Promise<RpcResponse | undefined> {
  let envelope: Envelope;
  try {
    envelope = readEnvelope(request);
  } catch (error) {
    return refuse(dispatch, request, error);
  }
  const response = await call(dispatch, envelope);
  return envelope.isNotification ? undefined : response;
}

async function call(
  { context, beforeCall, onAnswered, onInternalError }: Dispatch,
  { method, params, id }: Envelope,
): Promise<RpcResponse> {
  const run = methods.get(method);
  try {
    if (beforeCall) await beforeCall(method);
    if (!run) throw new ServiceError('method', `There is no method ${method.slice(0, 100)}.`);
    const result = await run(params, context);
    onAnswered(method, 'ok');
    return rpcResult(id, result);
  } catch (error) {
    if (!(error instanceof ServiceError)) onInternalError(error);
    const response = rpcFailure(id, error);
    onAnswered(run ? method : NO_METHOD, response.error.code);
    return response;
  }
}

function refuse({ onAnswered }: Dispatch, request: unknown, error: unknown): RpcResponse {
  const response = rpcFailure(idOf(request), error);
  onAnswered(NO_METHOD, response.error.code);
  return response;
}
