import type { PhaseSummary } from '@/lib/runs/model';
import type { Phase } from '@/lib/stats/windows';

export const PHASE_STYLES: Record<Phase, { label: string; color: string }> = {
  queued: { label: 'Connection wait', color: 'var(--series-users)' },
  connect: { label: 'Connect', color: 'var(--series-e)' },
  tls: { label: 'TLS handshake', color: 'var(--series-d)' },
  firstByte: { label: 'Time to first byte', color: 'var(--series-p95)' },
  transfer: { label: 'Transfer', color: 'var(--series-a)' },
};

/** Phases by endpoint, in the order they came. */
export function byEndpoint(phases: readonly PhaseSummary[]): [string, PhaseSummary[]][] {
  const groups = new Map<string, PhaseSummary[]>();
  for (const phase of phases) {
    const group = groups.get(phase.endpoint);
    if (group === undefined) groups.set(phase.endpoint, [phase]);
    else group.push(phase);
  }
  return [...groups];
}

/** Each phase's part of all the time that an endpoint's requests took, 0 to 1. */
export function timeShares(phases: readonly PhaseSummary[]): number[] {
  const spent = phases.map(timeOf);
  const all = spent.reduce((sum, ms) => sum + ms, 0);
  return spent.map((ms) => (all > 0 ? ms / all : 0));
}

/** How long a request took with all its phases, on average. */
export function meanTotalMs(phases: readonly PhaseSummary[]): number {
  const requests = Math.max(1, ...phases.map(({ latency }) => latency.samples));
  return phases.reduce((sum, phase) => sum + timeOf(phase), 0) / requests;
}

function timeOf({ latency }: PhaseSummary): number {
  return (latency.meanMs ?? 0) * latency.samples;
}
