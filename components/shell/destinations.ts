import {
  ClipboardCheck,
  Crosshair,
  Gauge,
  ListChecks,
  type LucideIcon,
  Rows3,
  Waves,
} from 'lucide-react';

export interface Destination {
  href: string;
  label: string;
  icon: LucideIcon;
}

export const DESTINATIONS: readonly Destination[] = [
  { href: '/', label: 'Overview', icon: Gauge },
  { href: '/runs', label: 'Runs', icon: Rows3 },
  { href: '/scenarios', label: 'Scenarios', icon: Waves },
  { href: '/suite', label: 'Suite', icon: ClipboardCheck },
  { href: '/profiles', label: 'Objectives', icon: ListChecks },
  { href: '/targets', label: 'Targets', icon: Crosshair },
];
