import type { ReactNode } from 'react';
import { currentActor } from '@/app/access';
import { logOutAction } from '@/app/actions/access';
import { setThemeAction } from '@/app/actions/theme';
import { readTheme } from '@/app/read-theme';
import { Shell } from '@/components/shell/shell';

/** The shell as its reader has it: the theme, the account, and what may be done. */
export async function Frame({ children }: { children: ReactNode }) {
  const actor = await currentActor().catch(() => undefined);
  return (
    <Shell
      theme={await readTheme()}
      onTheme={setThemeAction}
      account={actor?.kind === 'user' ? { name: actor.name, logOut: logOutAction } : undefined}
      scopes={actor?.scopes ?? []}
    >
      {children}
    </Shell>
  );
}
