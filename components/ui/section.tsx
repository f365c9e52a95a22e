import type { ReactNode } from 'react';

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
