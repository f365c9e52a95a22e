'use client';

import { Plus, X } from 'lucide-react';
import { useState } from 'react';
import { useTimeline } from '@/components/charts/timeline';
import { Button } from '@/components/ui/button';
import { useAction } from '@/components/ui/use-action';
import { clock } from '@/lib/core/duration';
import { AnnotateDialog } from './annotate-dialog';
import type { RunActions } from './run-actions';
import { useRun } from './run-context';

export type MarkActions = Pick<RunActions, 'annotate' | 'removeAnnotation'>;

const OWN_KINDS: readonly string[] = ['note', 'deploy'];

/** The marks and shades of the charts in words; where they may, users add notes and deploys, and take them away. */
export function MarkList({ annotate, removeAnnotation }: Partial<MarkActions>) {
  const { number, state } = useRun();
  const { marks, spans } = useTimeline();
  const [open, setOpen] = useState(false);
  const { run, pending, problem } = useAction();
  if (state.startedAt === undefined) return null;
  const own = new Set(
    state.marks.filter(({ kind }) => OWN_KINDS.includes(kind)).map(({ id }) => id),
  );
  return (
    <div className="mt-2 flex flex-wrap items-start gap-x-6 gap-y-2 text-sm">
      {marks.length + spans.length > 0 && (
        <ul aria-label="Marks" className="nums min-w-0 flex-1 text-ink-2">
          {spans.map(({ from, to, label }) => (
            <li key={label}>
              {clock(from)} to {clock(to)}: {label}
            </li>
          ))}
          {marks
            .toSorted((a, b) => a.x - b.x)
            .map(({ id, x, label }) => (
              <li key={id} className="flex min-h-7 items-center gap-1">
                <span className="min-w-0 break-words">
                  At {clock(x)}: {label}
                </span>
                {removeAnnotation !== undefined && own.has(Number(id)) && (
                  <Button
                    variant="quiet"
                    size="sm"
                    square
                    aria-label={`Delete the mark at ${clock(x)}`}
                    disabled={pending}
                    onClick={() => run(() => removeAnnotation(number, Number(id)))}
                  >
                    <X className="size-3.5" aria-hidden="true" />
                  </Button>
                )}
              </li>
            ))}
        </ul>
      )}
      {problem !== undefined && (
        <p role="alert" className="text-fail">
          {problem}
        </p>
      )}
      {annotate !== undefined && (
        <>
          <Button size="sm" className="ml-auto" onClick={() => setOpen(true)}>
            <Plus className="size-3.5" aria-hidden="true" />
            Add a mark
          </Button>
          <AnnotateDialog annotate={annotate} open={open} onOpenChange={setOpen} />
        </>
      )}
    </div>
  );
}
