'use client';

import clsx from 'clsx';
import { Ellipsis } from 'lucide-react';
import { usePathname, useRouter } from 'next/navigation';
import { Menu, MenuItem } from '@/components/ui/menu';
import { type Destination, isCurrent } from './destinations';

/** At phone width: where else one can go. */
export function MoreMenu({ destinations }: { destinations: readonly Destination[] }) {
  const pathname = usePathname();
  const router = useRouter();
  const current = destinations.some(({ href }) => isCurrent(pathname, href));
  return (
    <Menu
      trigger={
        <button
          type="button"
          className={clsx(
            'flex h-14 w-full flex-col items-center justify-center gap-1 text-2xs',
            current ? 'font-semibold text-ink' : 'text-ink-2',
          )}
        >
          <Ellipsis className="size-5" strokeWidth={1.6} aria-hidden="true" />
          More
        </button>
      }
    >
      {destinations.map(({ href, label, icon }) => (
        <MenuItem key={href} icon={icon} onSelect={() => router.push(href)}>
          {label}
        </MenuItem>
      ))}
    </Menu>
  );
}
