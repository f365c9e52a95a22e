import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { publicStore } from '@/app/access';
import { Report } from '@/app/report';
import { reportTitle } from '@/app/report-title';
import { ReportToolbar } from '@/components/reports/report-toolbar';
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
  if (shared === undefined) notFound();
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
