'use client';

import { useState } from 'react';
import { useMay } from '@/components/access/may';
import { Badge } from '@/components/ui/badge';
import { Button } from '@/components/ui/button';
import { Input } from '@/components/ui/forms/field';
import { useAction } from '@/components/ui/forms/form';
import type { FormState } from '@/components/ui/forms/form-state';
import type { ChangeAnswer, TrendChange, TrendMetric } from '@/lib/trends/model';

export type ReviewChange = (answer: {
  run: number;
  metric: TrendMetric;
  answer: ChangeAnswer | null;
  note: string;
}) => Promise<FormState>;

interface ReviewFormProps {
  metric: TrendMetric;
  change: TrendChange;
  answer: ReviewChange;
}

const CHOICES: readonly { answer: ChangeAnswer; verb: string; title: string }[] = [
  {
    answer: 'accepted',
    verb: 'Accept',
    title: 'The change is real; the new level applies from here.',
  },
  {
    answer: 'expected',
    verb: 'Expected',
    title: 'The change was intended: a deploy, a setting, other data.',
  },
  { answer: 'dismissed', verb: 'Dismiss', title: 'Not a real change; charts no longer show it.' },
];

/** The review of a change point, with a note; it can be undone. */
export function ReviewForm({ metric, change, answer }: ReviewFormProps) {
  const [note, setNote] = useState('');
  const { run, pending, problem } = useAction();
  const mayEdit = useMay('runs:edit');
  const send = (review: ChangeAnswer | null) =>
    run(() => answer({ run: change.answerRun ?? change.run, metric, answer: review, note }));
  if (!mayEdit) return change.answer === undefined ? null : <Badge>{change.answer}</Badge>;
  return (
    <span className="flex flex-wrap items-center gap-1.5">
      {change.answer === undefined ? (
        <>
          <Input
            aria-label={`Note on run ${change.run}`}
            placeholder="Reason (optional)"
            className="w-44! max-sm:w-full!"
            maxLength={500}
            value={note}
            onChange={(event) => setNote(event.target.value)}
          />
          {CHOICES.map(({ answer: review, verb, title }) => (
            <Button
              key={review}
              size="sm"
              title={title}
              disabled={pending}
              onClick={() => send(review)}
            >
              {verb}
            </Button>
          ))}
        </>
      ) : (
        <>
          <Badge>{change.answer}</Badge>
          {change.note !== undefined && <span className="text-ink-2">{change.note}</span>}
          <Button variant="quiet" size="sm" disabled={pending} onClick={() => send(null)}>
            Undo
          </Button>
        </>
      )}
      {problem !== undefined && (
        <span role="alert" className="text-sm text-fail">
          {problem}
        </span>
      )}
    </span>
  );
}
