import type { Outcome } from '@/lib/stats/outcome';

export const SAMPLE_SORTS = ['time', 'response', 'service'] as const;
export type SampleSort = (typeof SAMPLE_SORTS)[number];

export interface SampleListQuery {
  endpoint?: string;
  /** `failed` is every outcome but ok. */
  outcome?: Outcome | 'failed';
  minResponseMs?: number;
  /** Samples whose intended start lies in [fromMs, toMs) of the run. */
  fromMs?: number;
  toMs?: number;
  errorId?: number;
  sort?: SampleSort;
  descending?: boolean;
  page?: number;
  pageSize?: number;
}

export interface SampleItem {
  /** From 1, in the order in which requests ended. */
  sequence: number;
  endpoint: string;
  outcome: Outcome;
  intendedMs: number;
  sendDelayMs: number;
  serviceMs: number;
  responseMs: number;
  error?: { id: number; code: string; message: string };
  /** Of a traced request; the URL where the target's traces are shown. */
  trace?: { id: string; url?: string };
}

export interface SampleListPage {
  items: SampleItem[];
  /** Whether the run's requests have traces. */
  traced: boolean;
  total: number;
  page: number;
  pageSize: number;
  pageCount: number;
}
