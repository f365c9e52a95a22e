import type { ReactNode } from 'react';
import { setThemeAction } from '@/app/actions/theme';
import { readTheme } from '@/app/read-theme';
import { Shell } from '@/components/shell/shell';

export default async function DashboardLayout({ children }: { children: ReactNode }) {
  return (
    <Shell theme={await readTheme()} onTheme={setThemeAction}>
      {children}
    </Shell>
  );
}
