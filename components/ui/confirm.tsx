'use client';

import { AlertDialog as Radix } from 'radix-ui';
import type { ReactNode } from 'react';
import { Button } from './button';
import { DialogActions, overlayLook, panelLook } from './dialog';

interface ConfirmProps {
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
export function Confirm(props: ConfirmProps) {
  return (
    <Radix.Root open={props.open} onOpenChange={props.onOpenChange}>
      <Radix.Portal>
        <Radix.Overlay className={overlayLook} />
        <Radix.Content className={panelLook}>
          <div className="px-5 pt-4 pb-5">
            <Radix.Title className="text-lg font-semibold tracking-tight">
              {props.title}
            </Radix.Title>
            <Radix.Description asChild>
              <div className="mt-1 text-pretty text-ink-2">{props.children}</div>
            </Radix.Description>
            {props.problem !== undefined && (
              <p role="alert" className="mt-3 text-fail">
                {props.problem}
              </p>
            )}
            <DialogActions>
              <Radix.Cancel asChild>
                <Button>Keep it</Button>
              </Radix.Cancel>
              <Button variant="danger" disabled={props.pending} onClick={props.onConfirm}>
                {props.verb}
              </Button>
            </DialogActions>
          </div>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
