import type { Metadata } from 'next';
import { ReportBar } from '@/components/report/report-bar';
import { Missing } from '@/components/ui/missing';
import { paramsOf, type SearchParams } from '@/components/ui/search-params';
import { type ReportRequest, readReportRequest, reportFileName } from '@/lib/plan/report-request';
import { ReportOf } from '../report-of';

export const dynamic = 'force-dynamic';

interface Props {
  searchParams: SearchParams;
}

export async function generateMetadata({ searchParams }: Props): Promise<Metadata> {
  const { request } = readReportRequest(await paramsOf(searchParams));
  return { title: { absolute: request === undefined ? 'Report' : titleOf(request) } };
}

/** What the file and the tab are called. */
function titleOf({ subject, title }: ReportRequest): string {
  if (title !== undefined) return title;
  switch (subject.kind) {
    case 'run':
      return `Plimsoll report of run ${subject.run}`;
    case 'compare':
      return `Plimsoll comparison of runs ${subject.runs.join(', ')}`;
    case 'suite':
      return `Plimsoll report of suite ${subject.suite}`;
    case 'capacity':
      return `Plimsoll capacity report${subject.target === undefined ? '' : ` of ${subject.target}`}`;
  }
}

/** A report on paper, by its address: what the PDF is printed from. */
export default async function Page({ searchParams }: Props) {
  const { request, problems } = readReportRequest(await paramsOf(searchParams));
  if (request === undefined)
    return (
      <main className="p-8">
        <Missing title="This is no report" href="/reports" link="Go to the reports">
          {problems.join(' ')}
        </Missing>
      </main>
    );
  return (
    <main className="report-desk">
      <ReportBar fileName={reportFileName(request.subject)} note={problems.join(' ')} />
      <ReportOf request={request} />
    </main>
  );
}
