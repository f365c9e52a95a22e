'use client';

import { useRef, useState } from 'react';
import { Button, ButtonLink } from '@/components/ui/button';
import { Checkbox, Field, Input, UrlInput } from '@/components/ui/forms/field';
import { FormMessage, useForm } from '@/components/ui/forms/form';
import { type FormAction, problemAt } from '@/components/ui/forms/form-state';
import type { TargetView } from '@/lib/targets/model';
import type { ConnectionTest } from './connection-test';
import { TestButton } from './test-button';

interface TargetFormProps {
  target?: TargetView;
  save: FormAction;
  test: (data: FormData) => Promise<ConnectionTest>;
}

const FIELDS = ['name', 'url', 'token', 'metricsUrl', 'traceUrl'] as const;

export function TargetForm({ target, save, test }: TargetFormProps) {
  const { state, pending, onSubmit } = useForm(save);
  const form = useRef<HTMLFormElement>(null);
  return (
    <form ref={form} onSubmit={onSubmit} noValidate className="flex max-w-xl flex-col gap-5">
      {target !== undefined && <input type="hidden" name="id" value={target.id} />}
      <FormMessage state={state} fields={FIELDS} />
      <Field label="Name" problem={problemAt(state, 'name')}>
        {(control) => <Input {...control} name="name" defaultValue={target?.name} />}
      </Field>
      <Field
        label="JSON-RPC URL"
        hint="The service’s JSON-RPC endpoint, for example http://host:8001/api/v1/jsonrpc"
        problem={problemAt(state, 'url')}
      >
        {(control) => <UrlInput {...control} name="url" defaultValue={target?.url} />}
      </Field>
      <TokenField stored={target?.hasToken ?? false} problem={problemAt(state, 'token')} />
      <Field
        label="Metrics URL"
        hint="Prometheus metrics endpoint. Leave empty if there is none."
        problem={problemAt(state, 'metricsUrl')}
      >
        {(control) => <UrlInput {...control} name="metricsUrl" defaultValue={target?.metricsUrl} />}
      </Field>
      <Field
        label="Trace URL"
        hint="Link to a trace in your trace viewer: https://jaeger.example/trace/{traceId}. Samples of runs with trace headers link there."
        problem={problemAt(state, 'traceUrl')}
      >
        {(control) => <UrlInput {...control} name="traceUrl" defaultValue={target?.traceUrl} />}
      </Field>
      <Checkbox name="sharedLoad" defaultChecked={target?.sharedLoad} className="w-fit">
        Several runs may load it at once
        <span className="block text-sm text-ink-2">
          Otherwise a run waits until the one before it on this host has ended.
        </span>
      </Checkbox>
      <TestButton test={test} input={() => new FormData(form.current ?? undefined)} />
      <div className="flex gap-2 border-t pt-5">
        <Button variant="primary" type="submit" disabled={pending}>
          {target === undefined ? 'Add target' : 'Save target'}
        </Button>
        <ButtonLink href="/targets">Cancel</ButtonLink>
      </div>
    </form>
  );
}

/** Written, never shown: a stored token stays on the server. */
function TokenField({ stored, problem }: { stored: boolean; problem?: string }) {
  const [remove, setRemove] = useState(false);
  return (
    <div className="flex flex-col gap-2">
      <Field
        label="Bearer token"
        hint={
          stored
            ? 'A token is stored. Leave empty to keep it.'
            : 'Sent with every request. Leave empty if not required.'
        }
        problem={problem}
      >
        {(control) => (
          <Input
            {...control}
            name="token"
            type="password"
            autoComplete="off"
            className="font-mono text-sm!"
            disabled={remove}
          />
        )}
      </Field>
      {stored && (
        <Checkbox
          className="w-fit text-sm"
          name="removeToken"
          checked={remove}
          onChange={(event) => setRemove(event.target.checked)}
        >
          Remove the stored token
        </Checkbox>
      )}
    </div>
  );
}
