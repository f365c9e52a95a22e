'use client';

import { useRun } from '@/components/runs/live/run-context';
import { useHash } from '@/components/ui/hooks';
import type { Finding } from '@/lib/verdict/model';

export const CHARTS_ID = 'over-time';

export function findingId({ code }: Pick<Finding, 'code'>): string {
  return `finding-${code}`;
}

/** The finding that the charts mark; the address says which, so that it can be linked. */
export function useShownFinding() {
  const { findings = [] } = useRun();
  const [hash, setHash] = useHash();
  const shown = findings.find((finding) => findingId(finding) === hash);

  function show(finding: Finding) {
    setHash(findingId(finding));
    const still = window.matchMedia('(prefers-reduced-motion: reduce)').matches;
    const charts = document.getElementById(CHARTS_ID);
    charts?.scrollIntoView({ behavior: still ? 'auto' : 'smooth' });
  }

  return { shown, show, hide: () => setHash('') };
}
