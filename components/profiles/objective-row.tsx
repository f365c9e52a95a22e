'use client';

import { Trash2 } from 'lucide-react';
import { Button } from '@/components/ui/button';
import { Checkbox } from '@/components/ui/checkbox';
import { Field } from '@/components/ui/field';
import { type FormState, problemAt } from '@/components/ui/form-state';
import { Input, Select } from '@/components/ui/input';
import { NumberInput } from '@/components/ui/number-input';
import { STATISTICS } from '@/lib/plan/objective';
import { objectiveWords } from '@/lib/plan/objective-words';
import {
  LIMIT_KINDS,
  type LimitKind,
  type ObjectiveDraft,
  objectiveOf,
  SUBJECT_GROUPS,
  unitOf,
} from './objective-draft';
import { subjectWords } from './subject-words';

interface ObjectiveRowProps {
  draft: ObjectiveDraft;
  index: number;
  only: boolean;
  state: FormState | undefined;
  onChange: (draft: ObjectiveDraft) => void;
  onRemove: () => void;
}

const KIND_WORDS: Record<LimitKind, string> = {
  max: 'at most',
  min: 'at least',
  baseline: 'more than the baseline, at most',
  history: 'more than the last runs, at most',
};

/** One objective: what is measured, its limit, and how strictly. */
export function ObjectiveRow({ draft, index, only, state, onChange, onRemove }: ObjectiveRowProps) {
  const change = (part: Partial<ObjectiveDraft>) => onChange({ ...draft, ...part });
  const said = (...fields: string[]) =>
    fields.flatMap((field) => problemAt(state, `objectives[${index}].${field}`) ?? [])[0];
  const isTarget = draft.subject === 'target';
  const isJob = draft.subject.startsWith('job ');
  const unit = unitOf(draft);
  return (
    <fieldset className="rounded-lg border bg-surface p-4">
      <legend className="sr-only">Objective {index + 1}</legend>
      <div className="mb-3 flex items-start gap-3">
        <p className="min-w-0 flex-1 pt-1.5 font-medium text-pretty">
          {Number.isFinite(draft.value) ? objectiveWords(objectiveOf(draft)) : 'Give its limit.'}
        </p>
        <Button
          variant="quiet"
          square
          disabled={only}
          aria-label={`Remove objective ${index + 1}`}
          onClick={onRemove}
        >
          <Trash2 className="size-4" aria-hidden="true" />
        </Button>
      </div>
      <div className="grid gap-4 sm:grid-cols-2">
        <Field label="What is measured" problem={said('metric', 'of', 'job')}>
          {(control) => (
            <Select
              {...control}
              className="w-full"
              value={draft.subject}
              onChange={(event) => change({ subject: event.target.value })}
            >
              {SUBJECT_GROUPS.map(({ label, subjects }) => (
                <optgroup key={label} label={label}>
                  {subjects.map((subject) => (
                    <option key={subject} value={subject}>
                      {label}: {subjectWords(subject)}
                    </option>
                  ))}
                </optgroup>
              ))}
            </Select>
          )}
        </Field>
        {isTarget ? (
          <Field
            label="Metric"
            hint={'Its name, with labels if need be: redis_queue_length{queue="training_jobs"}'}
            problem={said('series')}
          >
            {(control) => (
              <Input
                {...control}
                className="font-mono text-sm!"
                value={draft.series}
                onChange={(event) => change({ series: event.target.value })}
              />
            )}
          </Field>
        ) : (
          !isJob && (
            <Field label="Endpoint" hint="Leave empty for all together." problem={said('endpoint')}>
              {(control) => (
                <Input
                  {...control}
                  value={draft.endpoint}
                  onChange={(event) => change({ endpoint: event.target.value })}
                />
              )}
            </Field>
          )
        )}
        {(isTarget || isJob) && (
          <Field label="Of its values" problem={said('statistic')}>
            {(control) => (
              <Select
                {...control}
                className="w-full"
                value={draft.statistic}
                onChange={(event) =>
                  change({ statistic: event.target.value as ObjectiveDraft['statistic'] })
                }
              >
                <option value="">the usual ({isTarget ? 'highest' : 'p95'})</option>
                {STATISTICS.map((statistic) => (
                  <option key={statistic} value={statistic}>
                    {statistic}
                  </option>
                ))}
              </Select>
            )}
          </Field>
        )}
        <Field label="Limit" problem={said('max', 'min', 'maxIncrease', 'than')}>
          {(control) => (
            <span className="flex items-center gap-2">
              <Select
                aria-label={`Objective ${index + 1}: kind of limit`}
                className="min-w-0 flex-1"
                value={draft.kind}
                onChange={(event) => change({ kind: event.target.value as LimitKind })}
              >
                {LIMIT_KINDS.map((kind) => (
                  <option key={kind} value={kind}>
                    {KIND_WORDS[kind]}
                  </option>
                ))}
              </Select>
              <span className="w-24">
                <NumberInput
                  {...control}
                  min={0}
                  step="any"
                  value={draft.value}
                  onChange={(value) => change({ value })}
                />
              </span>
              <span className="w-8 text-sm text-ink-2">{unit}</span>
            </span>
          )}
        </Field>
      </div>
      <div className="mt-4 flex flex-wrap items-center gap-x-6 gap-y-3 text-sm">
        <Checkbox
          checked={draft.critical}
          onChange={(event) => change({ critical: event.target.checked })}
        >
          The run fails when it is broken
        </Checkbox>
        {!isJob && (
          <span className="flex flex-wrap items-center gap-2">
            <Checkbox
              checked={draft.eachSecond}
              onChange={(event) => change({ eachSecond: event.target.checked })}
            >
              Judge each second;
            </Checkbox>
            <span className="w-20">
              <NumberInput
                aria-label={`Objective ${index + 1}: per cent of seconds`}
                min={0}
                step="any"
                disabled={!draft.eachSecond}
                value={draft.share}
                onChange={(share) => change({ share })}
              />
            </span>
            <span className="text-ink-2">% of them must be within</span>
          </span>
        )}
        {!isJob && !isTarget && (
          <span className="flex flex-wrap items-center gap-2">
            <span className="text-ink-2">Abort the run when broken for</span>
            <span className="w-20">
              <NumberInput
                aria-label={`Objective ${index + 1}: abort after seconds`}
                min={1}
                step={1}
                placeholder="never"
                value={draft.abortAfter}
                onChange={(abortAfter) => change({ abortAfter })}
              />
            </span>
            <span className="text-ink-2">s</span>
          </span>
        )}
      </div>
      {said('over', 'share', 'abortAfterMs', 'critical') !== undefined && (
        <p className="mt-2 text-sm text-fail">
          {said('over', 'share', 'abortAfterMs', 'critical')}
        </p>
      )}
    </fieldset>
  );
}
