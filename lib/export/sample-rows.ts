import type { Outcome } from '@/lib/stats/outcome';

/** One request as it is exported. Times are ms, instants from the run's start. */
export interface ExportedSample {
  /** When it was due: response time counts from then. */
  started_ms: number;
  endpoint: string;
  /** Response time: until the answer had come. */
  latency_ms: number;
  outcome: string;
  /** When it left. */
  sent_ms: number;
  /** From then until the answer had come. */
  service_ms: number;
  code: string;
  message: string;
  /** Only of a run whose requests were traced; '' where one had a header of its own. */
  trace_id?: string;
}

export const EXPORTED_COLUMNS = [
  'started_ms',
  'endpoint',
  'latency_ms',
  'outcome',
  'sent_ms',
  'service_ms',
  'code',
  'message',
] as const satisfies readonly (keyof ExportedSample)[];

/** The columns of a run whose requests were traced. */
export const TRACED_COLUMNS = [...EXPORTED_COLUMNS, 'trace_id'] as const;

export type ExportedColumn = (typeof TRACED_COLUMNS)[number];

/** Outcomes as files spell them: "rpc-error". */
export const OUTCOME_WORDS: Record<Outcome, string> = {
  ok: 'ok',
  rpcError: 'rpc-error',
  httpError: 'http-error',
  timeout: 'timeout',
  networkError: 'network-error',
  aborted: 'aborted',
  dropped: 'dropped',
};
