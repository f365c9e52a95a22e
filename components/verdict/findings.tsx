'use client';

import { FindingCard } from '@/components/runs/finding-card';
import { useRun } from '@/components/runs/run-context';
import { hasEnded } from '@/lib/plan/run-status';

/** What limited an ended run, the likeliest cause first; a quiet line when nothing did. */
export function Findings() {
  const { findings, state } = useRun();
  if (!hasEnded(state.status) || findings === undefined) return null;
  if (findings.length === 0)
    return (
      <p className="mt-3 mb-6 text-sm text-ink-3">
        Nothing that limits the service was found in these seconds.
      </p>
    );
  return (
    <section aria-label="What limited it" className="my-6">
      <h2 className="mb-2 text-lg font-semibold tracking-tight">What limited it</h2>
      <ol className="flex flex-col gap-3">
        {findings.map((finding, index) => (
          <FindingCard key={finding.code} finding={finding} first={index === 0} />
        ))}
      </ol>
    </section>
  );
}
