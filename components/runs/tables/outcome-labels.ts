import type { Outcome } from '@/lib/stats/outcome';

const WORDS: Record<Outcome, string> = {
  ok: 'ok',
  rpcError: 'RPC error',
  httpError: 'HTTP error',
  timeout: 'time-out',
  networkError: 'network error',
  aborted: 'aborted',
  dropped: 'dropped',
};

export function outcomeLabel(outcome: string): string {
  return outcome in WORDS ? WORDS[outcome as Outcome] : outcome;
}
