'use client';

import clsx from 'clsx';
import {
  Anchor,
  CalendarClock,
  CircleUser,
  ClipboardCheck,
  Crosshair,
  Ellipsis,
  FileText,
  Gauge,
  GitCompareArrows,
  KeyRound,
  ListChecks,
  LogOut,
  type LucideIcon,
  Monitor,
  Moon,
  Rows3,
  ShieldCheck,
  Sun,
  TrendingUp,
  Waves,
} from 'lucide-react';
import Link from 'next/link';
import { usePathname, useRouter } from 'next/navigation';
import { useState, useTransition } from 'react';
import { useMay } from '@/components/access/may';
import { Logo } from '@/components/ui/logo';
import { Menu, MenuItem, MenuSeparator } from '@/components/ui/menu';
import { type Theme, themeAfter } from './theme';

export interface Account {
  /** An e-mail address. */
  name: string;
  logOut: () => Promise<void>;
}

interface RailProps {
  theme: Theme;
  onTheme: (theme: Theme) => Promise<void>;
  /** Undefined where there is no log-in. */
  account?: Account;
}

/** The narrow rail at the left; at phone width the bar at the bottom. */
export function Rail({ theme, onTheme, account }: RailProps) {
  const mayManage = useMay('access:manage');
  const destinations = DESTINATIONS.filter(({ href }) => mayManage || href !== '/access');
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
        {destinations.map((destination) => (
          <li
            key={destination.href}
            className={clsx(
              'flex-1 sm:flex-none',
              !destination.primary && 'max-sm:hidden',
              !destination.primary && destination.rare && SHORT_HIDDEN,
            )}
          >
            <RailLink {...destination} />
          </li>
        ))}
        <li className="flex-1 sm:hidden">
          <MoreMenu destinations={destinations.filter(({ primary }) => !primary)} />
        </li>
        <li className={clsx('max-sm:hidden', SHORT_ONLY)}>
          <MoreMenu destinations={destinations.filter(({ rare }) => rare)} />
        </li>
      </ul>
      <div className="flex sm:mt-auto sm:flex-col">
        {account !== undefined && <AccountMenu {...account} />}
        <ThemeSwitch initial={theme} keep={onTheme} />
      </div>
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
        'relative flex h-14 flex-col items-center justify-center gap-1 rounded-md text-2xs transition-colors duration-150 [@media(max-height:960px)]:sm:h-12',
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

/** Who is logged in, and the way out. */
function AccountMenu({ name, logOut }: Account) {
  const router = useRouter();
  const [, startTransition] = useTransition();
  return (
    <Menu
      align="start"
      trigger={
        <button
          type="button"
          aria-label={`Account: ${name}`}
          title={name}
          className="flex h-14 w-12 flex-col items-center justify-center gap-1 rounded-md text-2xs text-ink-2 hover:bg-hover hover:text-ink sm:mx-auto sm:w-16 [@media(max-height:960px)]:sm:h-11"
        >
          <CircleUser className="size-5" strokeWidth={1.6} aria-hidden="true" />
          Account
        </button>
      }
    >
      <p className="max-w-64 truncate px-2 py-1.5 text-sm text-ink-3">{name}</p>
      <MenuSeparator />
      <MenuItem icon={KeyRound} onSelect={() => router.push('/account')}>
        Your account
      </MenuItem>
      <MenuItem icon={LogOut} onSelect={() => startTransition(logOut)}>
        Log out
      </MenuItem>
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
      className="flex h-14 w-12 flex-col items-center justify-center gap-1 rounded-md text-2xs text-ink-2 hover:bg-hover hover:text-ink sm:mx-auto sm:w-16 [@media(max-height:960px)]:sm:h-11"
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
  /** Stands under "More" where the window is low. */
  rare?: true;
}

/** A window that has not the height for all of them. */
const SHORT_HIDDEN = '[@media(max-height:960px)]:hidden';
const SHORT_ONLY = '[@media(min-height:961px)]:hidden';

const DESTINATIONS: readonly Destination[] = [
  { href: '/', label: 'Overview', icon: Gauge, primary: true },
  { href: '/runs', label: 'Runs', icon: Rows3, primary: true },
  { href: '/compare', label: 'Compare', icon: GitCompareArrows, primary: true },
  { href: '/trends', label: 'Trends', icon: TrendingUp, primary: true },
  { href: '/capacity', label: 'Capacity', icon: Anchor },
  { href: '/scenarios', label: 'Scenarios', icon: Waves },
  { href: '/suites', label: 'Suites', icon: ClipboardCheck },
  { href: '/reports', label: 'Reports', icon: FileText },
  { href: '/automation', label: 'Automation', icon: CalendarClock, rare: true },
  { href: '/profiles', label: 'Objectives', icon: ListChecks, rare: true },
  { href: '/targets', label: 'Targets', icon: Crosshair, rare: true },
  { href: '/access', label: 'Access', icon: ShieldCheck, rare: true },
];

/** Whether a page is this destination or lies within it. */
function isCurrent(pathname: string, href: string): boolean {
  return href === '/' ? pathname === '/' : pathname.startsWith(href);
}
