import clsx from 'clsx';
import { Info, OctagonX, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';

type Tone = 'info' | 'warn' | 'fail';

const LOOKS = {
  info: { box: 'border-line-strong bg-well', icon: Info, ink: 'text-ink-2' },
  warn: { box: 'border-warn/35 bg-warn-soft', icon: TriangleAlert, ink: 'text-warn' },
  fail: { box: 'border-fail/35 bg-fail-soft', icon: OctagonX, ink: 'text-fail' },
} as const;

interface NoticeProps {
  tone: Tone;
  title: ReactNode;
  children?: ReactNode;
  role?: 'alert' | 'status';
}

/** What happened, and under it what to do. */
export function Notice({ tone, title, children, role }: NoticeProps) {
  const { box, icon: Icon, ink } = LOOKS[tone];
  return (
    <div role={role} className={clsx('flex gap-3 rounded-lg border px-4 py-3', box)}>
      <Icon className={clsx('mt-0.5 size-4 shrink-0', ink)} aria-hidden="true" />
      <div className="min-w-0 text-pretty">
        <p className="font-medium">{title}</p>
        {children !== undefined && <div className="mt-0.5 text-ink-2">{children}</div>}
      </div>
    </div>
  );
}
