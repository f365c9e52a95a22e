import type { ReactNode } from 'react';
import { Rail } from './rail';
import type { Theme } from './theme';

interface ShellProps {
  theme: Theme;
  onTheme: (theme: Theme) => Promise<void>;
  children: ReactNode;
}

/** What stands around every page of the dashboard: the way past it, the rail, the content's frame. */
export function Shell({ theme, onTheme, children }: ShellProps) {
  return (
    <>
      <a
        href="#main"
        className="fixed top-2 left-2 z-50 -translate-y-16 rounded-md bg-accent px-3 py-2 text-on-accent focus:translate-y-0"
      >
        Skip to content
      </a>
      <Rail theme={theme} onTheme={onTheme} />
      <main id="main" tabIndex={-1} className="outline-none sm:pl-20">
        <div className="mx-auto max-w-[1400px] px-4 pt-4 pb-24 sm:px-8 sm:pt-6 sm:pb-16">
          {children}
        </div>
      </main>
    </>
  );
}
