'use client';

import { CircleStop, X } from 'lucide-react';
import { Dialog as Radix, AlertDialog as RadixAlert } from 'radix-ui';
import { type ReactNode, useState } from 'react';
import { Button } from './button';
import { useAction } from './forms/form';
import type { FormState } from './forms/form-state';

interface DialogProps {
  title: string;
  description?: ReactNode;
  /** What opens it; leave out when `open` is given. */
  trigger?: ReactNode;
  open?: boolean;
  onOpenChange?: (open: boolean) => void;
  children: ReactNode;
}

const overlayStyle = 'enter fixed inset-0 z-50 bg-[#0b0f13]/45';
const panelStyle =
  'enter fixed z-50 flex max-h-[90dvh] flex-col overflow-y-auto rounded-lg border border-line-strong bg-paper shadow-[0_16px_48px_#0003] ' +
  'inset-x-4 bottom-4 sm:inset-x-auto sm:bottom-auto sm:left-1/2 sm:top-[12vh] sm:w-[480px] sm:max-h-[80dvh] sm:-translate-x-1/2';

export function Dialog({ title, description, trigger, open, onOpenChange, children }: DialogProps) {
  return (
    <Radix.Root open={open} onOpenChange={onOpenChange}>
      {trigger !== undefined && <Radix.Trigger asChild>{trigger}</Radix.Trigger>}
      <Radix.Portal>
        <Radix.Overlay className={overlayStyle} />
        <Radix.Content
          className={panelStyle}
          {...(description === undefined && { 'aria-describedby': undefined })}
        >
          <div className="flex items-start gap-4 px-5 pt-4">
            <div className="min-w-0">
              <Radix.Title className="text-lg font-semibold tracking-tight">{title}</Radix.Title>
              {description !== undefined && (
                <Radix.Description className="mt-0.5 text-ink-2">{description}</Radix.Description>
              )}
            </div>
            <Radix.Close asChild>
              <Button variant="quiet" size="sm" square aria-label="Close" className="-mr-2 ml-auto">
                <X className="size-4" aria-hidden="true" />
              </Button>
            </Radix.Close>
          </div>
          <div className="px-5 pt-4 pb-5">{children}</div>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

/** The last row of a dialog, seen however long that is: what to do at the right, the way back beside it. */
export function DialogActions({ children }: { children: ReactNode }) {
  return (
    <div className="sticky bottom-0 -mx-5 mt-2 -mb-5 flex flex-wrap items-center justify-end gap-2 bg-paper px-5 pt-3 pb-5">
      {children}
    </div>
  );
}

interface AlertDialogProps {
  title: string;
  /** What is lost, or what will happen. */
  children: ReactNode;
  /** The verb on the button: "Delete run 12". */
  verb: string;
  open: boolean;
  pending: boolean;
  problem?: string;
  onOpenChange: (open: boolean) => void;
  onConfirm: () => void;
}

/** Asks before something is lost. */
export function AlertDialog(props: AlertDialogProps) {
  return (
    <RadixAlert.Root open={props.open} onOpenChange={props.onOpenChange}>
      <RadixAlert.Portal>
        <RadixAlert.Overlay className={overlayStyle} />
        <RadixAlert.Content className={panelStyle}>
          <div className="px-5 pt-4 pb-5">
            <RadixAlert.Title className="text-lg font-semibold tracking-tight">
              {props.title}
            </RadixAlert.Title>
            <RadixAlert.Description asChild>
              <div className="mt-1 text-pretty text-ink-2">{props.children}</div>
            </RadixAlert.Description>
            {props.problem !== undefined && (
              <p role="alert" className="mt-3 text-fail">
                {props.problem}
              </p>
            )}
            <DialogActions>
              <RadixAlert.Cancel asChild>
                <Button>Cancel</Button>
              </RadixAlert.Cancel>
              <Button variant="danger" disabled={props.pending} onClick={props.onConfirm}>
                {props.verb}
              </Button>
            </DialogActions>
          </div>
        </RadixAlert.Content>
      </RadixAlert.Portal>
    </RadixAlert.Root>
  );
}

interface StopDialogProps {
  /** "suite 3": what is stopped. */
  name: string;
  /** "suite": what it is, on the button. */
  kind: string;
  stop: () => Promise<FormState>;
  /** What is lost and what is kept. */
  children: ReactNode;
}

/** Stops something that takes long, once its user has read what that means. */
export function StopDialog({ name, kind, stop, children }: StopDialogProps) {
  const [open, setOpen] = useState(false);
  const { run, pending, problem, clear } = useAction(() => setOpen(false));
  return (
    <>
      <Button variant="danger" onClick={() => setOpen(true)}>
        <CircleStop className="size-4" aria-hidden="true" />
        Stop {kind}
      </Button>
      <AlertDialog
        title={`Stop ${name}?`}
        verb={`Stop ${kind}`}
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
      </AlertDialog>
    </>
  );
}
