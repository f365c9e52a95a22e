'use client';

import { useState } from 'react';
import { hasEnded } from '@/lib/plan/run-status';
import type { RunListItem } from '@/lib/runs/run-list';

const MOST = 5;

/** Which runs of the history are to be compared, over all of its pages, in the order they were ticked. */
export function useTicked() {
  const [ticked, setTicked] = useState<ReadonlySet<number>>(new Set());
  return {
    ticked,
    clear: () => setTicked(new Set()),
    onTick: (number: number) => {
      const next = new Set(ticked);
      if (!next.delete(number)) next.add(number);
      setTicked(next);
    },
    refused: (run: RunListItem): string | undefined => {
      if (!hasEnded(run.status)) return 'It has not ended yet.';
      if (!run.requests) return 'It sent no request.';
      if (ticked.size >= MOST && !ticked.has(run.number)) return `At most ${MOST} are compared.`;
      return undefined;
    },
  };
}
