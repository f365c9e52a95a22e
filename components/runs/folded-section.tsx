'use client';

import clsx from 'clsx';
import { ChevronRight } from 'lucide-react';
import { type ReactNode, useId, useState } from 'react';
import { usePrinted } from '@/components/ui/printed';
import { Section } from '@/components/ui/section';

interface FoldedSectionProps {
  title: string;
  /** What it comes to, for those who leave it closed. */
  note?: ReactNode;
  /** Open until its reader says otherwise. */
  openAtFirst: boolean;
  children: ReactNode;
}

/** A section that most readers can leave closed; what is inside is drawn only when it is open. */
export function FoldedSection({ title, note, openAtFirst, children }: FoldedSectionProps) {
  const [chosen, setChosen] = useState<boolean>();
  const id = useId();
  const open = chosen ?? openAtFirst;
  if (usePrinted())
    return (
      <Section title={title} note={note}>
        {children}
      </Section>
    );
  return (
    <section aria-label={title} className="mt-10 min-w-0 scroll-mt-4">
      <div className="mb-3 flex min-h-8 flex-wrap items-center gap-x-3 gap-y-1">
        <h2 className="text-lg font-semibold tracking-tight">
          <button
            type="button"
            aria-expanded={open}
            aria-controls={id}
            onClick={() => setChosen(!open)}
            className="-ml-1.5 flex items-center gap-1 rounded-md py-1 pr-2 pl-1 hover:bg-hover"
          >
            <ChevronRight
              aria-hidden="true"
              className={clsx(
                'size-4 text-ink-3 transition-transform duration-150',
                open && 'rotate-90',
              )}
            />
            {title}
          </button>
        </h2>
        {note !== undefined && <p className="nums text-sm text-ink-3">{note}</p>}
      </div>
      {open && <div id={id}>{children}</div>}
    </section>
  );
}
