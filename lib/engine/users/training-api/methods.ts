import { METHODS } from '@/lib/plan/figures';
import type { RpcReply } from './rpc';

/** JSON-RPC error codes of training services, in words. */
const ERROR_CODES: Record<number, string> = {
  [-32700]: 'the service could not parse the request',
  [-32600]: 'the request was not a JSON-RPC call',
  [-32601]: 'unknown method',
  [-32602]: 'invalid parameters',
  [-32603]: 'internal error',
  [-32001]: 'job not found',
  [-40001]: 'the budget would be exceeded',
  [-40002]: 'validation failed',
  [-40003]: 'the job can no longer be cancelled',
  [-40004]: 'the evaluation failed',
  [-40005]: 'the export limit was exceeded',
};

export const CANNOT_CANCEL = -40003;
export const JOB_NOT_FOUND = -32001;
export const METHOD_NOT_FOUND = -32601;

/** What an error code means; undefined for codes of the service's own. */
export function describeTrainingError(code: number): string | undefined {
  return ERROR_CODES[code];
}

/**
 * Whether the original Locust files would have counted this as a failure: for status any result or
 * error passes, for export and cancel any HTTP 200; all else must be a result.
 */
export function failsInLocust(endpoint: string, reply: RpcReply): boolean {
  switch (reply.kind) {
    case 'result':
      return false;
    case 'rpc-error':
      return ![METHODS.status, METHODS.export, METHODS.cancel].some((name) => name === endpoint);
    case 'malformed':
      return ![METHODS.export, METHODS.cancel].some((name) => name === endpoint);
    case 'http-error':
      return true;
  }
}

/** Whether the service may have done what it was asked to, though no answer says so. Undefined: no answer. */
export function isOutcomeUnknown(reply: RpcReply | undefined): boolean {
  switch (reply?.kind) {
    case undefined:
    case 'malformed':
      return true;
    case 'http-error':
      return reply.status >= 500;
    case 'rpc-error':
    case 'result':
      return false;
  }
}
