import type { ReactNode } from 'react';

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
