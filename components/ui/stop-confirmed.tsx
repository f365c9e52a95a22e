'use client';

import { CircleStop } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { Button } from './button';
import { Confirm } from './confirm';
import type { FormState } from './forms/form-state';
import { useAction } from './use-action';

interface StopConfirmedProps {
  /** "suite 3": what is stopped. */
  name: string;
  /** "suite": what it is, on the button. */
  kind: string;
  stop: () => Promise<FormState>;
  /** What is lost and what is kept. */
  children: ReactNode;
}

/** Stops something that takes long, once its user has read what that means. */
export function StopConfirmed({ name, kind, stop, children }: StopConfirmedProps) {
  const [open, setOpen] = useState(false);
  const { run, pending, problem, clear } = useAction(() => setOpen(false));
  return (
    <>
      <Button variant="danger" onClick={() => setOpen(true)}>
        <CircleStop className="size-4" aria-hidden="true" />
        Stop {kind}
      </Button>
      <Confirm
        title={`Stop ${name}?`}
        verb="Stop it now"
        open={open}
        pending={pending}
        problem={problem}
        onOpenChange={(next) => {
          clear();
          setOpen(next);
        }}
        onConfirm={() => run(stop)}
      >
        {children}
      </Confirm>
    </>
  );
}
