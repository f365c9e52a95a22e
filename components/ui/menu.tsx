'use client';

import clsx from 'clsx';
import type { LucideIcon } from 'lucide-react';
import { DropdownMenu as Radix } from 'radix-ui';
import type { ReactNode } from 'react';

interface MenuProps {
  trigger: ReactNode;
  align?: 'start' | 'end';
  children: ReactNode;
}

export function Menu({ trigger, align = 'end', children }: MenuProps) {
  return (
    <Radix.Root modal={false}>
      <Radix.Trigger asChild>{trigger}</Radix.Trigger>
      <Radix.Portal container={globalThis.document?.getElementById('main')}>
        <Radix.Content
          align={align}
          sideOffset={4}
          collisionPadding={8}
          className="enter z-50 min-w-44 rounded-lg border border-line-strong bg-paper p-1 shadow-[0_8px_24px_#0002]"
        >
          {children}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

interface MenuItemProps {
  icon: LucideIcon;
  danger?: boolean;
  onSelect: () => void;
  children: ReactNode;
}

export function MenuItem({ icon: Icon, danger = false, onSelect, children }: MenuItemProps) {
  return (
    <Radix.Item
      onSelect={onSelect}
      className={clsx(
        'flex h-8 items-center gap-2 rounded-md px-2 text-sm outline-none select-none data-highlighted:bg-hover max-sm:h-10',
        danger ? 'text-fail' : 'text-ink',
      )}
    >
      <Icon className="size-4 shrink-0 opacity-75" aria-hidden="true" />
      {children}
    </Radix.Item>
  );
}

/** Goes to an address; a file's is downloaded. */
export function MenuLink({ href, children }: { href: string; children: ReactNode }) {
  return (
    <Radix.Item
      asChild
      className="flex min-h-8 items-center gap-2 rounded-md px-2 py-1 text-sm outline-none select-none data-highlighted:bg-hover max-sm:min-h-10"
    >
      <a href={href} download>
        {children}
      </a>
    </Radix.Item>
  );
}

export function MenuSeparator() {
  return <Radix.Separator className="my-1 h-px bg-line" />;
}
