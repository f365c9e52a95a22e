import {
  Anchor,
  CalendarClock,
  ClipboardCheck,
  Crosshair,
  FileText,
  Gauge,
  GitCompareArrows,
  ListChecks,
  type LucideIcon,
  Rows3,
  TrendingUp,
  Waves,
} from 'lucide-react';

export interface Destination {
  href: string;
  label: string;
  icon: LucideIcon;
  /** Stands in the bar at phone width too; the others are under "More" there. */
  primary?: true;
}

export const DESTINATIONS: readonly Destination[] = [
  { href: '/', label: 'Overview', icon: Gauge, primary: true },
  { href: '/runs', label: 'Runs', icon: Rows3, primary: true },
  { href: '/compare', label: 'Compare', icon: GitCompareArrows, primary: true },
  { href: '/trends', label: 'Trends', icon: TrendingUp, primary: true },
  { href: '/capacity', label: 'Capacity', icon: Anchor },
  { href: '/scenarios', label: 'Scenarios', icon: Waves },
  { href: '/suite', label: 'Suite', icon: ClipboardCheck },
  { href: '/reports', label: 'Reports', icon: FileText },
  { href: '/routine', label: 'Routine', icon: CalendarClock },
  { href: '/profiles', label: 'Objectives', icon: ListChecks },
  { href: '/targets', label: 'Targets', icon: Crosshair },
];

/** Whether a page is this destination or lies within it. */
export function isCurrent(pathname: string, href: string): boolean {
  return href === '/' ? pathname === '/' : pathname.startsWith(href);
}
