import clsx from 'clsx';
import Link from 'next/link';

export interface EditorTab {
  href: string;
  label: string;
  current: boolean;
}

/** The editors of a scenario; each is a page of its own, so that it can be linked and gone back to. */
export function EditorTabs({ tabs }: { tabs: readonly EditorTab[] }) {
  return (
    <nav aria-label="Editor" className="mb-6 flex gap-5 border-b">
      {tabs.map(({ href, label, current }) => (
        <Link
          key={label}
          href={href}
          aria-current={current ? 'page' : undefined}
          className={clsx(
            '-mb-px border-b-2 py-2 text-sm max-sm:py-3',
            current
              ? 'border-ink font-medium text-ink'
              : 'border-transparent text-ink-2 hover:border-line-strong hover:text-ink',
          )}
        >
          {label}
        </Link>
      ))}
    </nav>
  );
}
