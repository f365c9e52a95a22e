'use client';

import { Button } from '@/components/ui/button';
import { Field, Input } from '@/components/ui/forms/field';
import { FormMessage, useForm } from '@/components/ui/forms/form';
import type { FormAction } from '@/components/ui/forms/form-state';

interface LogInFormProps {
  /** Where to go afterwards. */
  next?: string;
  logIn: FormAction;
  /** Undefined where there is no identity provider. */
  singleSignOn?: FormAction;
}

export function LogInForm({ next = '/', logIn, singleSignOn }: LogInFormProps) {
  const { state, pending, onSubmit } = useForm(logIn);
  return (
    <div className="flex flex-col gap-6">
      <form onSubmit={onSubmit} noValidate className="flex flex-col gap-4">
        <input type="hidden" name="next" value={next} />
        <FormMessage state={state} />
        <Field label="E-mail address">
          {(control) => (
            <Input {...control} name="email" type="email" autoComplete="username" autoFocus />
          )}
        </Field>
        <Field label="Password">
          {(control) => (
            <Input {...control} name="password" type="password" autoComplete="current-password" />
          )}
        </Field>
        <Button variant="primary" type="submit" disabled={pending}>
          {pending ? 'Logging in…' : 'Log in'}
        </Button>
      </form>
      {singleSignOn !== undefined && <SingleSignOn next={next} go={singleSignOn} />}
    </div>
  );
}

function SingleSignOn({ next, go }: { next: string; go: FormAction }) {
  const { state, pending, onSubmit } = useForm(go);
  return (
    <form onSubmit={onSubmit} className="flex flex-col gap-3 border-t pt-6">
      <input type="hidden" name="next" value={next} />
      <FormMessage state={state} />
      <Button type="submit" disabled={pending}>
        Log in with single sign-on
      </Button>
    </form>
  );
}
