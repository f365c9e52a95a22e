'use client';

import clsx from 'clsx';
import Link from 'next/link';
import { usePathname } from 'next/navigation';
import { Mark } from '@/components/ui/logo';
import { DESTINATIONS, type Destination, isCurrent } from './destinations';
import { MoreMenu } from './more-menu';
import type { Theme } from './theme';
import { ThemeSwitch } from './theme-switch';

interface RailProps {
  theme: Theme;
  onTheme: (theme: Theme) => Promise<void>;
}

/** The narrow rail at the left; at phone width the bar at the bottom. */
export function Rail({ theme, onTheme }: RailProps) {
  return (
    <nav
      aria-label="Main"
      className="fixed inset-x-0 bottom-0 z-30 flex border-t bg-well pb-[env(safe-area-inset-bottom)] sm:inset-y-0 sm:right-auto sm:w-20 sm:flex-col sm:border-t-0 sm:border-r sm:py-4"
    >
      <Link
        href="/"
        aria-label="Plimsoll, to the overview"
        className="mx-auto mb-4 grid size-10 place-items-center rounded-md max-sm:hidden"
      >
        <Mark size={30} />
      </Link>
      <ul className="flex flex-1 sm:flex-none sm:flex-col sm:gap-1 sm:px-2">
        {DESTINATIONS.map((destination) => (
          <li
            key={destination.href}
            className={clsx('flex-1 sm:flex-none', !destination.primary && 'max-sm:hidden')}
          >
            <RailLink {...destination} />
          </li>
        ))}
        <li className="flex-1 sm:hidden">
          <MoreMenu destinations={DESTINATIONS.filter(({ primary }) => !primary)} />
        </li>
      </ul>
      <ThemeSwitch initial={theme} keep={onTheme} />
    </nav>
  );
}

function RailLink({ href, label, icon: Icon }: Destination) {
  const pathname = usePathname();
  const current = isCurrent(pathname, href);
  return (
    <Link
      href={href}
      aria-current={current ? 'page' : undefined}
      className={clsx(
        'relative flex h-14 flex-col items-center justify-center gap-1 rounded-md text-2xs transition-colors duration-150',
        current ? 'font-semibold text-ink sm:bg-hover' : 'text-ink-2 hover:bg-hover hover:text-ink',
      )}
    >
      <Icon className="size-5" strokeWidth={current ? 2 : 1.6} aria-hidden="true" />
      {label}
      {current && (
        <span
          aria-hidden="true"
          className="absolute inset-x-4 -top-px h-0.5 bg-ink sm:inset-x-auto sm:inset-y-3 sm:-left-2 sm:h-auto sm:w-0.5"
        />
      )}
    </Link>
  );
}
