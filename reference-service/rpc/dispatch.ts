import { z } from 'zod';
import { ServiceError, type ServiceErrorKind, validationProblems } from '../service-error';
import type { RpcContext } from './define-method';
import { methods } from './methods';

const MAX_BATCH_SIZE = 1000;
/** What a request is counted under when it names no method of ours. */
const UNKNOWN_METHOD = 'unknown';

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
  if (length > MAX_BATCH_SIZE) return `A batch has at most ${MAX_BATCH_SIZE} requests.`;
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
    return success(id, result);
  } catch (error) {
    if (!(error instanceof ServiceError)) onInternalError(error);
    const response = failure(id, error);
    onAnswered(run ? method : UNKNOWN_METHOD, response.error.code);
    return response;
  }
}

function refuse({ onAnswered }: Dispatch, request: unknown, error: unknown): RpcResponse {
  const response = failure(idOf(request), error);
  onAnswered(UNKNOWN_METHOD, response.error.code);
  return response;
}

type RpcId = string | number | null;

interface Envelope {
  method: string;
  params: unknown;
  id: RpcId;
  /** Without an id: nobody waits for the answer. */
  isNotification: boolean;
}

const envelopeSchema = z.object(
  {
    jsonrpc: z.literal('2.0', 'must be "2.0"'),
    method: z.string('must be a text').min(1, 'must not be empty'),
    id: z.union([z.string(), z.number(), z.null()], 'must be a text, a number or null').optional(),
    params: z.unknown().optional(),
  },
  'A request must be an object.',
);

/** Throws ServiceError 'envelope' with every problem. */
function readEnvelope(request: unknown): Envelope {
  const parsed = envelopeSchema.safeParse(request);
  if (!parsed.success)
    throw new ServiceError(
      'envelope',
      'This is not a JSON-RPC 2.0 request.',
      validationProblems(parsed.error),
    );
  const { method, params, id } = parsed.data;
  return { method, params, id: id ?? null, isNotification: id === undefined };
}

/** The id to answer a broken request with, null if even that cannot be told. */
function idOf(request: unknown): RpcId {
  if (typeof request !== 'object' || request === null || !('id' in request)) return null;
  return typeof request.id === 'string' || typeof request.id === 'number' ? request.id : null;
}

interface RpcSuccess {
  jsonrpc: '2.0';
  result: object;
  id: RpcId;
}

interface RpcFailure {
  jsonrpc: '2.0';
  error: RpcErrorBody;
  id: RpcId;
}

type RpcResponse = RpcSuccess | RpcFailure;

export interface RpcErrorBody {
  code: number;
  message: string;
  data?: { details: string; problems: readonly string[] };
}

function success(id: RpcId, result: object): RpcSuccess {
  return { jsonrpc: '2.0', result, id };
}

/** What a caller is told of an error: all of its own, nothing of ours. */
function failure(id: RpcId, error: unknown): RpcFailure {
  if (!(error instanceof ServiceError))
    return { jsonrpc: '2.0', error: { code: INTERNAL_ERROR, message: 'Internal error.' }, id };
  const { kind, message, problems } = error;
  const data = { details: problems.join(' '), problems };
  return { jsonrpc: '2.0', error: { code: errorCodes[kind], message, data }, id };
}

/** The JSON-RPC code of everything that is a caller's affair; all else is -32603. */
const errorCodes: Record<ServiceErrorKind, number> = {
  parse: -32700,
  envelope: -32600,
  method: -32601,
  params: -32602,
  queue_full: -32000,
  not_found: -32001,
  budget: -40001,
  validation: -40002,
  cannot_cancel: -40003,
  evaluation: -40004,
  export_limit: -40005,
};

const INTERNAL_ERROR = -32603;
