'use client';

import clsx from 'clsx';
import {
  Anchor,
  CalendarClock,
  ClipboardCheck,
  Crosshair,
  Ellipsis,
  FileText,
  Gauge,
  GitCompareArrows,
  ListChecks,
  type LucideIcon,
  Monitor,
  Moon,
  Rows3,
  Sun,
  TrendingUp,
  Waves,
} from 'lucide-react';
import Link from 'next/link';
import { usePathname, useRouter } from 'next/navigation';
import { useState, useTransition } from 'react';
import { Logo } from '@/components/ui/logo';
import { Menu, MenuItem } from '@/components/ui/menu';
import { type Theme, themeAfter } from './theme';

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
        aria-label="Plimsoll overview"
        className="mx-auto mb-4 grid size-10 place-items-center rounded-md max-sm:hidden"
      >
        <Logo size={30} />
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

/** At phone width: where else one can go. */
function MoreMenu({ destinations }: { destinations: readonly Destination[] }) {
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

const ICONS = { system: Monitor, light: Sun, dark: Moon } as const;

interface ThemeSwitchProps {
  initial: Theme;
  keep: (theme: Theme) => Promise<void>;
}

/** Steps through system, light and dark. */
function ThemeSwitch({ initial, keep }: ThemeSwitchProps) {
  const [theme, setTheme] = useState(initial);
  const [, startTransition] = useTransition();
  const Icon = ICONS[theme];

  function change() {
    const next = themeAfter(theme);
    setTheme(next);
    document.documentElement.dataset.theme = next;
    startTransition(() => keep(next));
  }

  return (
    <button
      type="button"
      aria-label={`Theme: ${theme}. Change theme.`}
      title={`Theme: ${theme}`}
      onClick={change}
      className="flex h-14 w-12 flex-col items-center justify-center gap-1 rounded-md text-2xs text-ink-2 hover:bg-hover hover:text-ink sm:mx-auto sm:mt-auto sm:w-16"
    >
      <Icon className="size-5" strokeWidth={1.6} aria-hidden="true" />
      <span className="capitalize">{theme}</span>
    </button>
  );
}

interface Destination {
  href: string;
  label: string;
  icon: LucideIcon;
  /** Stands in the bar at phone width too; the others are under "More" there. */
  primary?: true;
}

const DESTINATIONS: readonly Destination[] = [
  { href: '/', label: 'Overview', icon: Gauge, primary: true },
  { href: '/runs', label: 'Runs', icon: Rows3, primary: true },
  { href: '/compare', label: 'Compare', icon: GitCompareArrows, primary: true },
  { href: '/trends', label: 'Trends', icon: TrendingUp, primary: true },
  { href: '/capacity', label: 'Capacity', icon: Anchor },
  { href: '/scenarios', label: 'Scenarios', icon: Waves },
  { href: '/suites', label: 'Suites', icon: ClipboardCheck },
  { href: '/reports', label: 'Reports', icon: FileText },
  { href: '/automation', label: 'Automation', icon: CalendarClock },
  { href: '/profiles', label: 'Objectives', icon: ListChecks },
  { href: '/targets', label: 'Targets', icon: Crosshair },
];

/** Whether a page is this destination or lies within it. */
function isCurrent(pathname: string, href: string): boolean {
  return href === '/' ? pathname === '/' : pathname.startsWith(href);
}
