'use client';

import { useState } from 'react';
import { useMay } from '@/components/access/may';
import { Button } from '@/components/ui/button';
import { DeleteDialog } from '@/components/ui/delete-dialog';
import { Dialog, DialogActions } from '@/components/ui/dialog';
import { Field, Input, Textarea } from '@/components/ui/forms/field';
import { FormMessage, useForm } from '@/components/ui/forms/form';
import { type FormAction, type FormState, problemAt } from '@/components/ui/forms/form-state';
import { Empty, Section } from '@/components/ui/page';
import { placeholder } from '@/lib/plan/credentials';
import type { SecretView } from '@/lib/secrets/model';

interface SecretListProps {
  secrets: readonly SecretView[];
  save: FormAction;
  remove: (name: string) => Promise<FormState>;
}

/** Credentials that plans and targets send. Values are written, never shown. */
export function SecretList({ secrets, save, remove }: SecretListProps) {
  const mayEdit = useMay('secrets:edit');
  return (
    <Section
      title="Secrets"
      note="Credentials for plans and addresses, stored encrypted and sent to targets only."
      action={mayEdit && <SecretDialog save={save} />}
    >
      {secrets.length === 0 ? (
        <Empty title="No secrets yet">
          Write {placeholder('NAME')} in a plan’s header, path or body, or in an address.
          Credentials found in a plan are kept here when it is saved.
        </Empty>
      ) : (
        <ul className="instrument">
          {secrets.map((secret) => (
            <li
              key={secret.name}
              className="flex flex-wrap items-center gap-x-4 gap-y-1 px-4 py-2 md:flex-nowrap"
            >
              <div className="min-w-0 flex-1 max-md:basis-full">
                <p className="font-mono text-sm break-all">{placeholder(secret.name)}</p>
                <p className="text-sm text-pretty break-words text-ink-3">
                  {[
                    secret.note,
                    secret.usedBy.length === 0
                      ? 'not used by a scenario or target'
                      : `used by ${secret.usedBy.join(', ')}`,
                    secret.hosts.length === 0
                      ? 'sent to any allowed host'
                      : `sent to ${secret.hosts.join(', ')} only`,
                  ]
                    .filter((part) => part !== '')
                    .join(' · ')}
                </p>
              </div>
              {mayEdit && (
                <div className="flex gap-2">
                  <SecretDialog secret={secret} save={save} />
                  <DeleteSecret name={secret.name} remove={remove} />
                </div>
              )}
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}

function DeleteSecret({ name, remove }: { name: string } & Pick<SecretListProps, 'remove'>) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button size="sm" variant="quiet" aria-label={`Delete ${name}`} onClick={() => setOpen(true)}>
        Delete
      </Button>
      <DeleteDialog
        name={name}
        kind="secret"
        remove={() => remove(name)}
        open={open}
        onOpenChange={setOpen}
      >
        Its value is deleted. Earlier runs that sent it cannot be repeated.
      </DeleteDialog>
    </>
  );
}

const FIELDS = ['name', 'value', 'hosts', 'note'] as const;

/** Adds a secret, or changes one. */
function SecretDialog({ secret, save }: { secret?: SecretView; save: FormAction }) {
  const [open, setOpen] = useState(false);
  const { state, pending, onSubmit, reset } = useForm(save, () => setOpen(false));
  return (
    <Dialog
      title={secret === undefined ? 'New secret' : `Change ${secret.name}`}
      description="It is stored encrypted, filled in by the load generator, and never shown again."
      trigger={
        secret === undefined ? (
          <Button>New secret</Button>
        ) : (
          <Button size="sm" aria-label={`Change ${secret.name}`}>
            Change
          </Button>
        )
      }
      open={open}
      onOpenChange={(next) => {
        reset();
        setOpen(next);
      }}
    >
      <form onSubmit={onSubmit} noValidate className="flex flex-col gap-4">
        <FormMessage state={state} fields={FIELDS} />
        {secret === undefined ? (
          <Field
            label="Name"
            hint={`Plans and addresses send it as ${placeholder('NAME')}.`}
            problem={problemAt(state, 'name')}
          >
            {(control) => (
              <Input {...control} name="name" autoComplete="off" className="font-mono text-sm!" />
            )}
          </Field>
        ) : (
          <input type="hidden" name="name" value={secret.name} />
        )}
        <Field
          label="Value"
          hint={
            secret === undefined
              ? 'Exactly as it is to be sent.'
              : 'Leave empty to keep the stored one.'
          }
          problem={problemAt(state, 'value')}
        >
          {(control) => (
            <Textarea
              {...control}
              name="value"
              rows={2}
              autoComplete="off"
              autoCapitalize="off"
              spellCheck={false}
              className="font-mono text-sm!"
            />
          )}
        </Field>
        <Field
          label="Hosts"
          hint="Where it may be sent, such as api.example.com. Leave empty for every allowed host."
          problem={problemAt(state, 'hosts')}
        >
          {(control) => (
            <Input
              {...control}
              name="hosts"
              autoComplete="off"
              className="font-mono text-sm!"
              defaultValue={secret?.hosts.join(', ')}
            />
          )}
        </Field>
        <Field label="Note" hint="Whose it is, when it expires." problem={problemAt(state, 'note')}>
          {(control) => (
            <Input {...control} name="note" autoComplete="off" defaultValue={secret?.note} />
          )}
        </Field>
        <DialogActions>
          <Button variant="primary" type="submit" disabled={pending}>
            {secret === undefined ? 'Add secret' : 'Save secret'}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
