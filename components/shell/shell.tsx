import type { ReactNode } from 'react';
import { ScopesProvider } from '@/components/access/may';
import { HostConfirmationDialog } from '@/components/targets/host-confirmation-dialog';
import type { Scope } from '@/lib/access/model';
import { type Account, Rail } from './rail';
import type { Theme } from './theme';

interface ShellProps {
  theme: Theme;
  onTheme: (theme: Theme) => Promise<void>;
  /** Undefined where there is no log-in. */
  account?: Account;
  /** What who reads this may do. */
  scopes: readonly Scope[];
  children: ReactNode;
}

/** What stands around every page of the dashboard: the way past it, the rail, the content's frame. */
export function Shell({ theme, onTheme, account, scopes, children }: ShellProps) {
  return (
    <ScopesProvider scopes={scopes}>
      <a
        href="#main"
        className="fixed top-2 left-2 z-50 -translate-y-16 rounded-md bg-accent px-3 py-2 text-on-accent focus:translate-y-0"
      >
        Skip to content
      </a>
      <Rail theme={theme} onTheme={onTheme} account={account} />
      <main id="main" tabIndex={-1} className="outline-none sm:pl-20">
        <div className="mx-auto max-w-[1400px] px-4 pt-4 pb-24 sm:px-8 sm:pt-6 sm:pb-16">
          <HostConfirmationDialog>{children}</HostConfirmationDialog>
        </div>
      </main>
    </ScopesProvider>
  );
}
