import {
  Check,
  CircleDashed,
  CircleStop,
  type LucideIcon,
  Pause,
  Square,
  TriangleAlert,
  X,
} from 'lucide-react';
import { Badge, type Tone } from '@/components/ui/badge';
import { Logo } from '@/components/ui/logo';
import type { RunStatus } from '@/lib/runs/model';

interface Style {
  tone: Tone;
  icon: LucideIcon | typeof Logo;
  word: string;
}

const STYLES: Record<RunStatus, Style> = {
  queued: { tone: 'none', icon: CircleDashed, word: 'Queued' },
  running: { tone: 'strong', icon: Logo, word: 'Running' },
  stopping: { tone: 'strong', icon: CircleStop, word: 'Stopping' },
  finished: { tone: 'plain', icon: Check, word: 'Finished' },
  stopped: { tone: 'plain', icon: Square, word: 'Stopped' },
  interrupted: { tone: 'warn', icon: TriangleAlert, word: 'Interrupted' },
  failed: { tone: 'fail', icon: X, word: 'Failed' },
};

const STALE: Style = { tone: 'warn', icon: TriangleAlert, word: 'Not responding' };
const PAUSED: Style = { tone: 'strong', icon: Pause, word: 'Paused' };

interface StatusBadgeProps {
  status: RunStatus;
  /** Whether a running run's load is paused. */
  paused?: boolean;
  /** Whether its worker is not heard of any more. */
  isStale?: boolean;
}

/** A run's status: a word, a shape, and a tone. */
export function StatusBadge(props: StatusBadgeProps) {
  const { tone, icon: Icon, word } = styleOf(props);
  return (
    <Badge tone={tone} icon={<Icon className="size-3" size={12} aria-hidden="true" />}>
      {word}
    </Badge>
  );
}

function styleOf({ status, paused = false, isStale = false }: StatusBadgeProps): Style {
  if (isStale) return STALE;
  return paused && status === 'running' ? PAUSED : STYLES[status];
}

export function statusLabel(status: RunStatus): string {
  return STYLES[status].word;
}

/** "Moderate", or the name it was given. */
export function runName(run: { name?: string; scenario: string | { name: string } }): string {
  return run.name ?? (typeof run.scenario === 'string' ? run.scenario : run.scenario.name);
}
