'use client';

import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { DeleteButton } from '@/components/ui/delete-dialog';
import { Dialog, DialogActions } from '@/components/ui/dialog';
import { Checkbox, Field, Input, Select } from '@/components/ui/forms/field';
import { FormMessage } from '@/components/ui/forms/form';
import { answerOf, type FormState, problemAt } from '@/components/ui/forms/form-state';
import { Instant } from '@/components/ui/instant';
import { rowLine, Table, Td, Th } from '@/components/ui/table';
import { type KeyView, SCOPE_NAMES, SCOPES, type Scope } from '@/lib/access/model';

export function KeyList({
  keys,
  revoke,
}: {
  keys: readonly KeyView[];
  revoke: (id: number) => Promise<FormState>;
}) {
  return (
    <Table>
      <thead>
        <tr>
          <Th>Name</Th>
          <Th>Key</Th>
          <Th>Scopes</Th>
          <Th>Added by</Th>
          <Th>Last used</Th>
          <Th>Expires</Th>
          <Th>
            <span className="sr-only">Actions</span>
          </Th>
        </tr>
      </thead>
      <tbody>
        {keys.map((key) => (
          <tr key={key.id} className={rowLine}>
            <Td className="max-w-60 truncate font-medium" title={key.name}>
              {key.name}
            </Td>
            <Td className="font-mono text-xs">{key.start}…</Td>
            <Td className="max-w-72 whitespace-normal!">{key.scopes.join(', ')}</Td>
            <Td className="max-w-60 truncate" title={key.createdBy}>
              {key.createdBy}
            </Td>
            <Td>{key.lastUsedAt === undefined ? 'never' : <Instant iso={key.lastUsedAt} />}</Td>
            <Td>{key.expiresAt === undefined ? 'never' : key.expiresAt.slice(0, 10)}</Td>
            <Td className="text-right">
              <DeleteButton id={key.id} name={key.name} kind="API key" remove={revoke}>
                Scripts that send it are refused from now on.
              </DeleteButton>
            </Td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}

const EXPIRY_OPTIONS = [
  { days: '30', label: 'After 30 days' },
  { days: '90', label: 'After 90 days' },
  { days: '365', label: 'After a year' },
  { days: '', label: 'Never' },
] as const;

type AddKey = (data: FormData) => Promise<FormState & { told?: string }>;

/** Adds an API key, and shows it this once. */
export function KeyDialog({ scopes, add }: { scopes: readonly Scope[]; add: AddKey }) {
  const [open, setOpen] = useState(false);
  const [answer, setAnswer] = useState<FormState & { told?: string }>();
  const [pending, setPending] = useState(false);
  const [copied, setCopied] = useState(false);
  const key = answer?.told;

  async function send(data: FormData) {
    setPending(true);
    setAnswer(await answerOf(() => add(data)));
    setPending(false);
  }

  return (
    <Dialog
      title="Add API key"
      description="For scripts, CI and Prometheus. It may do what its scopes say, and never more than you may."
      trigger={<Button>Add API key</Button>}
      open={open}
      onOpenChange={(next) => {
        setOpen(next);
        setAnswer(undefined);
        setCopied(false);
      }}
    >
      {key === undefined ? (
        <form
          noValidate
          className="flex flex-col gap-4"
          onSubmit={(event) => {
            event.preventDefault();
            void send(new FormData(event.currentTarget));
          }}
        >
          <FormMessage state={answer} fields={['name', 'scopes']} />
          <Field label="Name" problem={problemAt(answer, 'name')}>
            {(control) => <Input {...control} name="name" autoComplete="off" placeholder="CI" />}
          </Field>
          <fieldset className="flex flex-col gap-1.5">
            <legend className="mb-1 text-sm font-medium">Scopes</legend>
            {SCOPE_NAMES.filter((scope) => scopes.includes(scope)).map((scope) => (
              <Checkbox key={scope} name="scopes" value={scope} defaultChecked={scope === 'read'}>
                {SCOPES[scope].title} <span className="font-mono text-xs text-ink-3">{scope}</span>
              </Checkbox>
            ))}
            {problemAt(answer, 'scopes') !== undefined && (
              <p className="text-sm text-fail">{problemAt(answer, 'scopes')}</p>
            )}
          </fieldset>
          <Field label="Expires">
            {(control) => (
              <Select {...control} name="days" className="w-full" defaultValue="90">
                {EXPIRY_OPTIONS.map(({ days, label }) => (
                  <option key={days} value={days}>
                    {label}
                  </option>
                ))}
              </Select>
            )}
          </Field>
          <DialogActions>
            <Button variant="primary" type="submit" disabled={pending}>
              Add API key
            </Button>
          </DialogActions>
        </form>
      ) : (
        <>
          <Field label="API key" hint="Shown only once. Send it as “authorization: Bearer …”.">
            {(control) => (
              <Input
                {...control}
                readOnly
                className="font-mono text-xs"
                value={key}
                onFocus={({ target }) => target.select()}
              />
            )}
          </Field>
          <DialogActions>
            <span role="status" className="mr-auto text-sm text-ink-3">
              {copied && 'Copied.'}
            </span>
            <Button
              variant="primary"
              onClick={() => {
                navigator.clipboard
                  ?.writeText(key)
                  .then(() => setCopied(true))
                  .catch(() => setCopied(false));
              }}
            >
              Copy key
            </Button>
          </DialogActions>
        </>
      )}
    </Dialog>
  );
}
