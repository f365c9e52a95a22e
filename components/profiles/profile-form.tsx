'use client';

import { Plus, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { Button, ButtonLink } from '@/components/ui/button';
import { Field, Input, Select } from '@/components/ui/forms/field';
import { FormMessage, useForm } from '@/components/ui/forms/form';
import { type FormAction, type FormState, problemAt } from '@/components/ui/forms/form-state';
import { NumberInput } from '@/components/ui/forms/inputs';
import { objectiveLabel, STATISTIC_LABELS } from '@/lib/plan/objective';
import type { ProfileView } from '@/lib/profiles/model';
import {
  draftOfObjective,
  LIMIT_KINDS,
  type LimitKind,
  NEW_OBJECTIVE,
  type ObjectiveDraft,
  objectiveOf,
  optionsOf,
  REQUESTS_OF_OBJECTIVE,
  type RequestsOfObjective,
  SUBJECT_GROUPS,
  unitOf,
  withChoice,
} from './objective-draft';
import { objectivePaths, objectiveProblems } from './objective-problems';
import { ObjectiveStrictness } from './objective-strictness';
import { subjectLabel } from './subject-label';

interface ProfileFormProps {
  /** What it begins with; only its own `id` makes it a change instead of an addition. */
  profile?: Pick<ProfileView, 'name' | 'description' | 'objectives'> & { id?: number };
  save: FormAction;
}

export function ProfileForm({ profile, save }: ProfileFormProps) {
  const { state, pending, onSubmit } = useForm(save);
  const [drafts, setDrafts] = useState(
    () => profile?.objectives.map(draftOfObjective) ?? [{ ...NEW_OBJECTIVE, key: 0 }],
  );
  const fields = drafts.flatMap((_, index) => objectivePaths(index));

  function add() {
    const key = Math.max(-1, ...drafts.map((draft) => draft.key)) + 1;
    setDrafts([...drafts, { ...NEW_OBJECTIVE, key }]);
  }

  return (
    <form onSubmit={onSubmit} noValidate className="flex max-w-3xl flex-col gap-5">
      {profile?.id !== undefined && <input type="hidden" name="id" value={profile.id} />}
      <input type="hidden" name="objectives" value={JSON.stringify(drafts.map(objectiveOf))} />
      <FormMessage state={state} fields={['name', 'description', ...fields]} />
      <Field label="Name" problem={problemAt(state, 'name')}>
        {(control) => <Input {...control} name="name" defaultValue={profile?.name} />}
      </Field>
      <Field label="Description" problem={problemAt(state, 'description')}>
        {(control) => <Input {...control} name="description" defaultValue={profile?.description} />}
      </Field>
      <h2 className="font-semibold">Objectives</h2>
      {drafts.map((draft, index) => (
        <ObjectiveRow
          key={draft.key}
          draft={draft}
          index={index}
          only={drafts.length === 1}
          state={state}
          onChange={(changed) =>
            setDrafts(drafts.map((other) => (other.key === changed.key ? changed : other)))
          }
          onRemove={() => setDrafts(drafts.filter((other) => other.key !== draft.key))}
        />
      ))}
      <Button size="sm" className="self-start" onClick={add}>
        <Plus className="size-3.5" aria-hidden="true" />
        Add objective
      </Button>
      <div className="flex gap-2 border-t pt-5">
        <Button variant="primary" type="submit" disabled={pending}>
          {profile?.id === undefined ? 'Add profile' : 'Save profile'}
        </Button>
        <ButtonLink href="/profiles">Cancel</ButtonLink>
      </div>
    </form>
  );
}

interface ObjectiveRowProps {
  draft: ObjectiveDraft;
  index: number;
  only: boolean;
  state: FormState | undefined;
  onChange: (draft: ObjectiveDraft) => void;
  onRemove: () => void;
}

const LIMIT_KIND_LABELS: Record<LimitKind, string> = {
  max: 'at most',
  min: 'at least',
  baseline: 'above the baseline, at most',
  history: 'above recent runs, at most',
};

const REQUESTS_LABELS: Record<RequestsOfObjective, string> = {
  successful: 'Successful requests',
  failed: 'Requests with errors',
  all: 'All requests',
};

/** One objective: what is measured, its limit, and how strictly. */
function ObjectiveRow({ draft, index, only, state, onChange, onRemove }: ObjectiveRowProps) {
  const change = (part: Partial<ObjectiveDraft>) => onChange({ ...draft, ...part });
  const problems = objectiveProblems(state, draft, index);
  const can = optionsOf(draft);
  return (
    <fieldset className="rounded-lg border bg-surface p-4">
      <legend className="sr-only">Objective {index + 1}</legend>
      <div className="mb-3 flex items-start gap-3">
        <p className="min-w-0 flex-1 pt-1.5 font-medium text-pretty">{sentenceOf(draft)}</p>
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
        <Field label="Metric" problem={problems.subject}>
          {(control) => (
            <Select
              {...control}
              className="w-full"
              value={draft.subject}
              onChange={(event) => onChange(withChoice(draft, { subject: event.target.value }))}
            >
              {SUBJECT_GROUPS.map(({ label, subjects }) => (
                <optgroup key={label} label={label}>
                  {subjects.map((subject) => (
                    <option key={subject} value={subject}>
                      {label}: {subjectLabel(subject)}
                    </option>
                  ))}
                </optgroup>
              ))}
            </Select>
          )}
        </Field>
        {can.series ? (
          <Field
            label="Metric name"
            hint={'With labels if needed: redis_queue_length{queue="training_jobs"}'}
            problem={problems.series}
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
          can.endpoint && (
            <Field label="Endpoint" hint="Default: all endpoints" problem={problems.endpoint}>
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
        {can.requests && (
          <Field label="Requests" problem={problems.requests}>
            {(control) => (
              <Select
                {...control}
                className="w-full"
                value={draft.requests}
                onChange={(event) =>
                  change({ requests: event.target.value as ObjectiveDraft['requests'] })
                }
              >
                {REQUESTS_OF_OBJECTIVE.map((requests) => (
                  <option key={requests} value={requests}>
                    {REQUESTS_LABELS[requests]}
                  </option>
                ))}
              </Select>
            )}
          </Field>
        )}
        {can.statistics.length > 0 && (
          <Field label="Statistic" problem={problems.statistic}>
            {(control) => (
              <Select
                {...control}
                className="w-full"
                value={draft.statistic}
                onChange={(event) =>
                  change({ statistic: event.target.value as ObjectiveDraft['statistic'] })
                }
              >
                <option value="">Default ({can.series ? 'max' : 'p95'})</option>
                {can.statistics.map((statistic) => (
                  <option key={statistic} value={statistic}>
                    {STATISTIC_LABELS[statistic]}
                  </option>
                ))}
              </Select>
            )}
          </Field>
        )}
        <Field label="Limit" problem={problems.limit}>
          {(control) => (
            <span className="flex items-center gap-2">
              <Select
                aria-label={`Objective ${index + 1}: kind of limit`}
                className="min-w-0 flex-1"
                value={draft.kind}
                onChange={(event) =>
                  onChange(withChoice(draft, { kind: event.target.value as LimitKind }))
                }
              >
                {LIMIT_KINDS.map((kind) => (
                  <option key={kind} value={kind}>
                    {LIMIT_KIND_LABELS[kind]}
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
              <span className="w-8 text-sm text-ink-2">{unitOf(draft)}</span>
            </span>
          )}
        </Field>
      </div>
      <ObjectiveStrictness
        draft={draft}
        title={`Objective ${index + 1}`}
        problem={problems.strictness}
        change={change}
      />
    </fieldset>
  );
}

/** "Response time p95 at most 200 ms", or what is still missing for that. */
function sentenceOf(draft: ObjectiveDraft): string {
  if (draft.subject === 'target' && draft.series.trim() === '') return 'Enter a metric name.';
  if (Number.isNaN(draft.value)) return 'Enter a limit.';
  return objectiveLabel(objectiveOf(draft));
}
