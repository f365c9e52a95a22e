'use client';

import { Button } from '@/components/ui/button';
import { Field, Input } from '@/components/ui/forms/field';
import { FormMessage, useForm } from '@/components/ui/forms/form';
import { type FormAction, problemAt } from '@/components/ui/forms/form-state';

export function PasswordForm({ change }: { change: FormAction }) {
  const { state, pending, onSubmit } = useForm(change);
  return (
    <form onSubmit={onSubmit} noValidate className="flex max-w-sm flex-col gap-4">
      <FormMessage state={state} fields={['present', 'next']} />
      <Field label="Present password" problem={problemAt(state, 'present')}>
        {(control) => (
          <Input {...control} name="present" type="password" autoComplete="current-password" />
        )}
      </Field>
      <Field
        label="New password"
        hint="At least 12 characters. All your sessions end: you log in again."
        problem={problemAt(state, 'next')}
      >
        {(control) => (
          <Input {...control} name="next" type="password" autoComplete="new-password" />
        )}
      </Field>
      <Button variant="primary" type="submit" disabled={pending} className="w-fit">
        Change password
      </Button>
    </form>
  );
}
