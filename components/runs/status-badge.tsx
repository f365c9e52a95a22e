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

interface Look {
  tone: Tone;
  icon: LucideIcon | typeof Logo;
  word: string;
}

const LOOKS: Record<RunStatus, Look> = {
  queued: { tone: 'none', icon: CircleDashed, word: 'Queued' },
  running: { tone: 'strong', icon: Logo, word: 'Running' },
  stopping: { tone: 'strong', icon: CircleStop, word: 'Stopping' },
  finished: { tone: 'plain', icon: Check, word: 'Finished' },
  stopped: { tone: 'plain', icon: Square, word: 'Stopped' },
  interrupted: { tone: 'warn', icon: TriangleAlert, word: 'Interrupted' },
  failed: { tone: 'fail', icon: X, word: 'Failed' },
};

const STALE: Look = { tone: 'warn', icon: TriangleAlert, word: 'Not responding' };
const PAUSED: Look = { tone: 'strong', icon: Pause, word: 'Paused' };

interface StatusBadgeProps {
  status: RunStatus;
  /** Whether a running run's load is paused. */
  paused?: boolean;
  /** Whether its worker is not heard of any more. */
  isStale?: boolean;
}

/** A run's status: a word, a shape, and a tone. */
export function StatusBadge(props: StatusBadgeProps) {
  const { tone, icon: Icon, word } = lookOf(props);
  return (
    <Badge tone={tone} icon={<Icon className="size-3" size={12} aria-hidden="true" />}>
      {word}
    </Badge>
  );
}

function lookOf({ status, paused = false, isStale = false }: StatusBadgeProps): Look {
  if (isStale) return STALE;
  return paused && status === 'running' ? PAUSED : LOOKS[status];
}

export function statusWord(status: RunStatus): string {
  return LOOKS[status].word;
}

/** "Moderate", or the name it was given. */
export function runName(run: { name?: string; scenario: string | { name: string } }): string {
  return run.name ?? (typeof run.scenario === 'string' ? run.scenario : run.scenario.name);
}
