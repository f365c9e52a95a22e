import clsx from 'clsx';
import { Info, OctagonX, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { Logo } from './logo';

interface PageHeaderProps {
  title: ReactNode;
  /** Beside the title: a status, a version. */
  badge?: ReactNode;
  /** The one primary action, and what belongs to it. */
  action?: ReactNode;
  /** Under the title: where, when, how. */
  children?: ReactNode;
}

export function PageHeader({ title, badge, action, children }: PageHeaderProps) {
  return (
    <header className="mb-6">
      <div className="flex min-h-10 flex-wrap items-center gap-x-3 gap-y-2">
        <h1 className="text-xl font-semibold tracking-tight text-balance">{title}</h1>
        {badge}
        {action !== undefined && (
          <div className="ml-auto flex flex-wrap items-center gap-2">{action}</div>
        )}
      </div>
      {children}
    </header>
  );
}

/** The sentence that answers the page's question. */
export function Lead({ children }: { children: ReactNode }) {
  return <p className="nums mb-6 max-w-[96ch] text-lg text-pretty">{children}</p>;
}

interface SectionProps {
  title: string;
  /** A short line beside the title: what is counted, where it comes from. */
  note?: ReactNode;
  action?: ReactNode;
  id?: string;
  children: ReactNode;
}

export function Section({ title, note, action, id, children }: SectionProps) {
  return (
    <section id={id} aria-label={title} className="mt-10 min-w-0 scroll-mt-4">
      <div className="mb-3 flex min-h-8 flex-wrap items-center gap-x-3 gap-y-1">
        <h2 className="text-lg font-semibold tracking-tight">{title}</h2>
        {note !== undefined && <p className="text-sm text-ink-3">{note}</p>}
        {action !== undefined && (
          <div data-noprint className="ml-auto flex items-center gap-2">
            {action}
          </div>
        )}
      </div>
      {children}
    </section>
  );
}

interface EmptyProps {
  title: string;
  children?: ReactNode;
  action?: ReactNode;
}

/** Nothing here yet: why, and the one thing to do about it. */
export function Empty({ title, children, action }: EmptyProps) {
  return (
    <div className="flex flex-col items-center gap-2 rounded-lg border border-dashed border-line-strong px-6 py-12 text-center">
      <Logo size={28} className="mb-1 text-ink-3" />
      <p className="font-medium">{title}</p>
      {children !== undefined && <p className="max-w-[56ch] text-pretty text-ink-2">{children}</p>}
      {action !== undefined && <div className="mt-3">{action}</div>}
    </div>
  );
}

type Tone = 'info' | 'warn' | 'fail';

const STYLES = {
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
  const { box, icon: Icon, ink } = STYLES[tone];
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
