'use client';

import { useState } from 'react';
import { useMay } from '@/components/access/may';
import { Button } from '@/components/ui/button';
import { DeleteDialog } from '@/components/ui/delete-dialog';
import { Dialog, DialogActions } from '@/components/ui/dialog';
import { Field, Input } from '@/components/ui/forms/field';
import { FormMessage, useForm } from '@/components/ui/forms/form';
import { type FormAction, type FormState, problemAt } from '@/components/ui/forms/form-state';
import { Empty, Section } from '@/components/ui/page';
import type { AllowedHostView } from '@/lib/targets/model';

interface AllowedHostsProps {
  hosts: readonly AllowedHostView[];
  allow: FormAction;
  disallow: (host: string) => Promise<FormState>;
}

/** Where load and notifications may go besides this machine. */
export function AllowedHosts({ hosts, allow, disallow }: AllowedHostsProps) {
  const mayChange = useMay('settings:edit');
  return (
    <Section
      title="Allowed hosts"
      note="Load and notifications go to this machine, and to these."
      action={mayChange && <AllowHost allow={allow} />}
    >
      {hosts.length === 0 ? (
        <Empty title="Only this machine">
          Allow a host before you load it. Load only what is yours, or what you may test.
        </Empty>
      ) : (
        <ul className="instrument">
          {hosts.map(({ id, host, note }) => (
            <li key={host} className="flex flex-wrap items-center gap-x-4 gap-y-1 px-4 py-2">
              <span className="min-w-0 font-mono text-sm break-all">{host}</span>
              <span className="min-w-0 flex-1 text-sm text-ink-3">{note}</span>
              {mayChange && id !== undefined && <Disallow host={host} disallow={disallow} />}
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}

function Disallow({ host, disallow }: { host: string } & Pick<AllowedHostsProps, 'disallow'>) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button
        size="sm"
        variant="quiet"
        aria-label={`Disallow ${host}`}
        onClick={() => setOpen(true)}
      >
        Disallow
      </Button>
      <DeleteDialog
        name={host}
        kind="allowed host"
        remove={() => disallow(host)}
        open={open}
        onOpenChange={setOpen}
      >
        Runs, schedules and notifications to it are refused from now on.
      </DeleteDialog>
    </>
  );
}

/** Asks for the host, unless it is known which; says what it means. */
export function AllowHost({ host, allow }: { host?: string; allow: FormAction }) {
  const [open, setOpen] = useState(false);
  const { state, pending, onSubmit, reset } = useForm(allow, () => setOpen(false));
  return (
    <Dialog
      title={host === undefined ? 'Allow a host' : `Allow ${host}`}
      description="Load can bring a service down. Allow only hosts that are yours, or that you may test."
      trigger={
        host === undefined ? (
          <Button>Allow a host</Button>
        ) : (
          <Button size="sm" aria-label={`Allow ${host}`}>
            Allow this host
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
        <FormMessage state={state} fields={['host', 'note']} />
        <Field
          label="Host"
          hint="A name, an IP address or a network: api.example.com, 10.0.0.7, 10.0.0.0/24."
          problem={problemAt(state, 'host')}
        >
          {(control) => (
            <Input
              {...control}
              name="host"
              autoComplete="off"
              className="font-mono text-sm!"
              defaultValue={host}
            />
          )}
        </Field>
        <Field label="Note" hint="Whose it is, who agreed." problem={problemAt(state, 'note')}>
          {(control) => <Input {...control} name="note" autoComplete="off" />}
        </Field>
        <DialogActions>
          <Button variant="primary" type="submit" disabled={pending}>
            Allow
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
