import type { ReactNode } from 'react';
import { setThemeAction } from '@/app/actions/theme';
import { pageToken } from '@/app/api/page-token';
import { readTheme } from '@/app/read-theme';
import { Shell } from '@/components/shell/shell';
import { TOKEN_META } from '@/lib/reports/model';

export default async function DashboardLayout({ children }: { children: ReactNode }) {
  return (
    <Shell theme={await readTheme()} onTheme={setThemeAction}>
      <meta name={TOKEN_META} content={pageToken()} />
      {children}
    </Shell>
  );
}
