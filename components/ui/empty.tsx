import type { ReactNode } from 'react';
import { Mark } from './logo';

interface EmptyProps {
  title: string;
  children?: ReactNode;
  action?: ReactNode;
}

/** Nothing here yet: why, and the one thing to do about it. */
export function Empty({ title, children, action }: EmptyProps) {
  return (
    <div className="flex flex-col items-center gap-2 rounded-lg border border-dashed border-line-strong px-6 py-12 text-center">
      <Mark size={28} className="mb-1 text-ink-3" />
      <p className="font-medium">{title}</p>
      {children !== undefined && <p className="max-w-[56ch] text-pretty text-ink-2">{children}</p>}
      {action !== undefined && <div className="mt-3">{action}</div>}
    </div>
  );
}
