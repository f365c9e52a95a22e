'use client';

import { Plus } from 'lucide-react';
import { useState } from 'react';
import { Button, ButtonLink } from '@/components/ui/button';
import { FormMessage } from '@/components/ui/form-message';
import { Field } from '@/components/ui/forms/field';
import { useForm } from '@/components/ui/forms/form';
import { type FormAction, problemAt } from '@/components/ui/forms/form-state';
import { Input } from '@/components/ui/input';
import type { ProfileView } from '@/lib/runs/profile-view';
import { draftOfObjective, NEW_OBJECTIVE, objectiveOf } from './objective-draft';
import { objectivePaths } from './objective-problems';
import { ObjectiveRow } from './objective-row';

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
        Add an objective
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
