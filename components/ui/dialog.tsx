'use client';

import { X } from 'lucide-react';
import { Dialog as Radix } from 'radix-ui';
import type { ReactNode } from 'react';
import { Button } from './button';

interface DialogProps {
  title: string;
  description?: ReactNode;
  /** What opens it; leave out when `open` is given. */
  trigger?: ReactNode;
  open?: boolean;
  onOpenChange?: (open: boolean) => void;
  children: ReactNode;
}

export const overlayLook = 'enter fixed inset-0 z-40 bg-[#0b0f13]/45';
export const panelLook =
  'enter fixed z-50 flex max-h-[90dvh] flex-col overflow-y-auto rounded-lg border border-line-strong bg-paper shadow-[0_16px_48px_#0003] ' +
  'inset-x-4 bottom-4 sm:inset-x-auto sm:bottom-auto sm:left-1/2 sm:top-[12vh] sm:w-[480px] sm:max-h-[80dvh] sm:-translate-x-1/2';

export function Dialog({ title, description, trigger, open, onOpenChange, children }: DialogProps) {
  return (
    <Radix.Root open={open} onOpenChange={onOpenChange}>
      {trigger !== undefined && <Radix.Trigger asChild>{trigger}</Radix.Trigger>}
      <Radix.Portal>
        <Radix.Overlay className={overlayLook} />
        <Radix.Content
          className={panelLook}
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

/** The last row of a dialog: what to do at the right, the way back beside it. */
export function DialogActions({ children }: { children: ReactNode }) {
  return <div className="mt-5 flex flex-wrap items-center justify-end gap-2">{children}</div>;
}
