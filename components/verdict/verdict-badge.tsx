import clsx from 'clsx';
import { Check, CircleDashed, type LucideIcon, X } from 'lucide-react';
import { Badge, type Tone } from '@/components/ui/badge';
import { Quantity } from '@/components/ui/figures';
import { signedPercent } from '@/lib/core/number';
import type { Verdict } from '@/lib/verdict/model';

interface Style {
  tone: Tone;
  icon: LucideIcon;
  word: string;
}

export const VERDICT_STYLES: Record<Verdict, Style> = {
  pass: { tone: 'pass', icon: Check, word: 'Pass' },
  fail: { tone: 'fail', icon: X, word: 'Fail' },
  'no-data': { tone: 'none', icon: CircleDashed, word: 'No data' },
};

interface VerdictBadgeProps {
  verdict: Verdict;
  /** There is a figure, but it allows no verdict. */
  isMeasured?: boolean;
}

/** A verdict: a word, a shape, and a tone. */
export function VerdictBadge({ verdict, isMeasured = false }: VerdictBadgeProps) {
  const { tone, icon: Icon, word } = VERDICT_STYLES[verdict];
  return (
    <Badge tone={tone} icon={<Icon className="size-3" aria-hidden="true" />}>
      {verdict === 'no-data' && isMeasured ? 'Not evaluated' : word}
    </Badge>
  );
}

interface MarginProps {
  /** What is left of the limit as a share of it; negative when it is broken. */
  share: number | undefined;
  /** It does not count: the run could not be believed. */
  faint?: boolean;
}

/** A margin as signed percent, and as a bar from the limit's line: right is room, left is beyond. */
export function Margin({ share, faint = false }: MarginProps) {
  return (
    <span className={clsx('inline-flex items-center justify-end gap-2', faint && 'text-ink-3')}>
      <Quantity of={signedPercent(share)} />
      {share !== undefined && <MarginBar share={share} />}
    </span>
  );
}

function MarginBar({ share }: { share: number }) {
  // Beyond the whole limit the bar is full: its number says how much more.
  const half = Math.min(1, Math.abs(share)) * 50;
  return (
    <span aria-hidden="true" className="relative inline-block h-3 w-16 shrink-0">
      <span className="absolute inset-x-0 top-1/2 h-px bg-line-strong" />
      <span
        className={clsx(
          'absolute inset-y-[3px]',
          share < 0 ? 'right-1/2 bg-fail' : 'left-1/2 bg-ink-3',
        )}
        style={{ width: `${half}%` }}
      />
      <span className="absolute inset-y-0 left-1/2 w-0.5 -translate-x-1/2 bg-ink" />
    </span>
  );
}
