import clsx from 'clsx';
import type { ReactNode } from 'react';

export type Tone = 'plain' | 'neutral' | 'strong' | 'pass' | 'warn' | 'fail' | 'none';

const TONES: Record<Tone, string> = {
  plain: 'px-0! text-ink-2',
  neutral: 'bg-none-soft text-ink-2',
  strong: 'bg-ink text-paper',
  pass: 'bg-pass-soft text-pass',
  warn: 'bg-warn-soft text-warn',
  fail: 'bg-fail-soft text-fail',
  none: 'border border-dashed border-line-strong text-ink-3',
};

interface BadgeProps {
  tone?: Tone;
  icon?: ReactNode;
  children: ReactNode;
}

export function Badge({ tone = 'neutral', icon, children }: BadgeProps) {
  return (
    <span
      className={clsx(
        'inline-flex h-5 shrink-0 items-center gap-1 rounded-sm px-1.5 text-xs font-medium whitespace-nowrap',
        TONES[tone],
      )}
    >
      {icon}
      {children}
    </span>
  );
}
