import type { Metadata } from 'next';
import { publicStore } from '@/app/access';
import { Report } from '@/app/report';
import { reportTitle } from '@/app/report-title';
import { ReportToolbar } from '@/components/reports/report-toolbar';
import { Logo } from '@/components/ui/logo';
import { reportFileName } from '@/lib/reports/model';
import { openShared } from '@/lib/reports/shared-links';

export const dynamic = 'force-dynamic';

interface Props {
  params: Promise<{ token: string }>;
}

async function opened({ params }: Props) {
  return openShared(await publicStore(), (await params).token, Date.now());
}

export async function generateMetadata(props: Props): Promise<Metadata> {
  const shared = await opened(props);
  return { title: { absolute: shared === undefined ? 'Plimsoll' : reportTitle(shared.request) } };
}

/** One report for whoever has its address, until it expires; nothing leads on from here. */
export default async function Page(props: Props) {
  const shared = await opened(props);
  if (shared === undefined)
    return (
      <main className="grid min-h-dvh place-items-center p-8">
        <div className="flex max-w-[56ch] flex-col items-start gap-3">
          <Logo size={40} className="text-ink-3" />
          <h1 className="text-2xl font-semibold tracking-tight">This link is not valid</h1>
          <p className="text-lg text-ink-2">
            It has expired, was revoked, or is incomplete. Ask the sender for a new one.
          </p>
        </div>
      </main>
    );
  const { request, expiresAt } = shared;
  return (
    <main className="report-desk">
      <ReportToolbar
        fileName={reportFileName(request.subject)}
        note={`Read-only. This link expires on ${expiresAt.slice(0, 10)}.`}
      />
      <Report store={await publicStore()} request={request} />
    </main>
  );
}
