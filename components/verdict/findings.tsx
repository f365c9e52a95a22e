'use client';

import clsx from 'clsx';
import type { ReactNode } from 'react';
import { useRun } from '@/components/runs/live/run-context';
import { Badge } from '@/components/ui/badge';
import { Button } from '@/components/ui/button';
import { useIsPrinted } from '@/components/ui/print';
import { hasEnded } from '@/lib/runs/model';
import type { Confidence, Finding } from '@/lib/verdict/model';
import { findingId, useShownFinding } from './use-shown-finding';

/** What limited an ended run, the likeliest cause first; a quiet line when nothing did. */
export function Findings() {
  const { findings, state } = useRun();
  if (!hasEnded(state.status) || findings === undefined) return null;
  if (findings.length === 0)
    return <p className="mt-3 mb-6 text-sm text-ink-3">No bottlenecks found.</p>;
  return (
    <section aria-label="Bottlenecks" className="my-6">
      <h2 className="mb-2 text-lg font-semibold tracking-tight">Bottlenecks</h2>
      <ol className="flex flex-col gap-3">
        {findings.map((finding, index) => (
          <FindingCard key={finding.code} finding={finding} first={index === 0} />
        ))}
      </ol>
    </section>
  );
}

const CONFIDENCE_LABELS: Record<Confidence, string> = {
  high: 'High confidence',
  medium: 'Medium confidence',
  low: 'Low confidence',
};

/** One cause: what was seen, how sure it is, what it rests on, and what to do. */
function FindingCard({ finding, first }: { finding: Finding; first: boolean }) {
  const { shown, show, hide } = useShownFinding();
  const printed = useIsPrinted();
  const isShown = shown?.code === finding.code;
  const { title, sentence, confidence, restsOn, ruledOut, recommendation } = finding;
  return (
    <li
      id={findingId(finding)}
      className={clsx(
        'scroll-mt-4 rounded-lg border px-4 py-3',
        isShown ? 'border-accent bg-accent-soft' : 'bg-surface',
      )}
    >
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <h3 className="font-medium">{title}</h3>
        <Badge tone={first && confidence === 'high' ? 'strong' : 'neutral'}>
          {CONFIDENCE_LABELS[confidence]}
        </Badge>
        <span className="flex-1" />
        <span data-noprint>
          <Button
            size="sm"
            aria-pressed={isShown}
            onClick={() => (isShown ? hide() : show(finding))}
          >
            {isShown ? 'Hide on charts' : 'Show on charts'}
          </Button>
        </span>
      </div>
      <p className="nums mt-1 max-w-[80ch] text-pretty">{sentence}</p>
      <p className="mt-1 max-w-[80ch] text-pretty text-ink-2">{recommendation}</p>
      <details className="mt-1 text-sm" open={printed}>
        <summary className="w-fit rounded-sm text-ink-3 hover:text-ink">Evidence</summary>
        <dl className="nums mt-1 max-w-[80ch] text-ink-2">
          <Row name="Metrics">
            <ul>
              {restsOn.map(({ metric, words }) => (
                <li key={metric}>
                  <span className="break-all">{metric}</span>: {words}
                </li>
              ))}
            </ul>
          </Row>
          {ruledOut.length > 0 && (
            <Row name="Ruled out">
              <ul>
                {ruledOut.map((cause) => (
                  <li key={cause}>{cause}</li>
                ))}
              </ul>
            </Row>
          )}
        </dl>
      </details>
    </li>
  );
}

function Row({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="flex gap-4 border-t py-1.5 max-sm:flex-col max-sm:gap-0">
      <dt className="w-24 shrink-0 text-ink-3">{name}</dt>
      <dd className="min-w-0">{children}</dd>
    </div>
  );
}
