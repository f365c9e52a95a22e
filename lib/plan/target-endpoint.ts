/** Where a run sends its load: what the engine needs to know of a target, and no more. */
export interface TargetEndpoint {
  /** The JSON-RPC URL, e.g. http://127.0.0.1:8001/api/v1/jsonrpc. */
  url: string;
  /** Sent as `Authorization: Bearer …`. */
  token?: string;
}
