import type { ReactNode } from 'react';
import { pageStore } from '@/app/access';
import { pageToken } from '@/app/api/page-token';
import { Frame } from '@/app/frame';
import { TOKEN_META } from '@/lib/reports/model';

export default async function DashboardLayout({ children }: { children: ReactNode }) {
  // Here, before anything is sent: a page that waits would be led away from only once it is there.
  await pageStore();
  return (
    <Frame>
      <meta name={TOKEN_META} content={pageToken()} />
      {children}
    </Frame>
  );
}
