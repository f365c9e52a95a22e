import { z } from 'zod';
import { ServiceError, validationProblems } from '../service-error';
import type { RpcId } from './rpc-response';

const envelope = z.object(
  {
    jsonrpc: z.literal('2.0', 'must be "2.0"'),
    method: z.string('must be a text').min(1, 'must not be empty'),
    id: z.union([z.string(), z.number(), z.null()], 'must be a text, a number or null').optional(),
    params: z.unknown().optional(),
  },
  'A request must be an object.',
);

export interface Envelope {
  method: string;
  params: unknown;
  id: RpcId;
  /** Without an id: nobody waits for the answer. */
  isNotification: boolean;
}

/** Throws ServiceError 'envelope' with every problem. */
export function readEnvelope(request: unknown): Envelope {
  const parsed = envelope.safeParse(request);
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
export function idOf(request: unknown): RpcId {
  if (typeof request !== 'object' || request === null || !('id' in request)) return null;
  return typeof request.id === 'string' || typeof request.id === 'number' ? request.id : null;
}
