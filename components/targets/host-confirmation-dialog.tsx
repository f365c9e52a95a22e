'use client';

import { type FormEvent, type ReactNode, useState } from 'react';
import { Button } from '@/components/ui/button';
import { Dialog, DialogActions } from '@/components/ui/dialog';
import { Field, Input } from '@/components/ui/forms/field';
import { HostConfirmation } from '@/components/ui/forms/host-confirmation';
import { hostsToConfirm } from '@/lib/targets/model';

interface Question {
  message: string;
  answer: (host: string | undefined) => void;
}

/** The last look before another machine is loaded: what is sent there, and its name to type. */
export function HostConfirmationDialog({ children }: { children: ReactNode }) {
  const [question, setQuestion] = useState<Question>();
  const [typed, setTyped] = useState('');
  const end = (host: string | undefined) => {
    question?.answer(host);
    setQuestion(undefined);
    setTyped('');
  };
  const asked = question && hostsToConfirm(question.message);
  const hosts = asked?.hosts ?? '';
  function onSubmit(event: FormEvent) {
    // It stands within another form, as React sees it.
    event.preventDefault();
    event.stopPropagation();
    if (typed.trim().toLowerCase() === hosts) end(typed);
  }
  return (
    <HostConfirmation
      value={(message) => new Promise((answer) => setQuestion({ message, answer }))}
    >
      {children}
      <Dialog
        title={`Load ${hosts}?`}
        description="This is another machine. Load only what is yours, or what you may test."
        open={question !== undefined}
        onOpenChange={(open) => {
          if (!open) end(undefined);
        }}
      >
        <form onSubmit={onSubmit} noValidate className="flex flex-col gap-4">
          <p className="text-pretty break-words">Sent: {asked?.what}</p>
          <Field label={`Type ${hosts} to confirm`}>
            {(control) => (
              <Input
                {...control}
                autoComplete="off"
                autoCapitalize="off"
                className="font-mono text-sm!"
                value={typed}
                onChange={(event) => setTyped(event.target.value)}
              />
            )}
          </Field>
          <DialogActions>
            <Button onClick={() => end(undefined)}>Cancel</Button>
            <Button variant="primary" type="submit" disabled={typed.trim().toLowerCase() !== hosts}>
              Load it
            </Button>
          </DialogActions>
        </form>
      </Dialog>
    </HostConfirmation>
  );
}
