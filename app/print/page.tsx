import type { Metadata } from 'next';
import { pageStore } from '@/app/access';
import { Report } from '@/app/report';
import { reportTitle } from '@/app/report-title';
import { ReportToolbar } from '@/components/reports/report-toolbar';
import { NotFoundPage } from '@/components/ui/figures';
import { paramsOf, type SearchParams } from '@/components/ui/search-params';
import { readReportRequest, reportFileName } from '@/lib/reports/model';

export const dynamic = 'force-dynamic';

interface Props {
  searchParams: SearchParams;
}

export async function generateMetadata({ searchParams }: Props): Promise<Metadata> {
  const { request } = readReportRequest(await paramsOf(searchParams));
  return { title: { absolute: request === undefined ? 'Report' : reportTitle(request) } };
}

/** A report on paper, by its address: what the PDF is printed from. */
export default async function Page({ searchParams }: Props) {
  const { request, problems } = readReportRequest(await paramsOf(searchParams));
  if (request === undefined)
    return (
      <main className="p-8">
        <NotFoundPage title="Report not found" href="/reports" link="Go to reports">
          {problems.join(' ')}
        </NotFoundPage>
      </main>
    );
  return (
    <main className="report-desk">
      <ReportToolbar fileName={reportFileName(request.subject)} note={problems.join(' ')} />
      <Report store={await pageStore()} request={request} />
    </main>
  );
}
