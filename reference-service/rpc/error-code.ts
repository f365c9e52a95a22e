import type { ServiceErrorKind } from '../service-error';

/** The JSON-RPC code of everything that is a caller's affair; all else is -32603. */
export const errorCodes: Record<ServiceErrorKind, number> = {
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

export const internalErrorCode = -32603;
