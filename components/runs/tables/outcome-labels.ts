import type { Outcome } from '@/lib/stats/outcome';

const LABELS: Record<Outcome, string> = {
  ok: 'ok',
  rpcError: 'RPC error',
  httpError: 'HTTP error',
  timeout: 'timeout',
  networkError: 'network error',
  aborted: 'aborted',
  dropped: 'dropped',
};

export function outcomeLabel(outcome: string): string {
  return Object.hasOwn(LABELS, outcome) ? LABELS[outcome as Outcome] : outcome;
}
