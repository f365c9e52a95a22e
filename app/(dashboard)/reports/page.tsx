import type { Metadata } from 'next';
import { pageStore } from '@/app/access';
import {
  deleteTemplateAction,
  revokeSharedAction,
  saveTemplateAction,
  shareReportAction,
} from '@/app/actions/reports';
import { ReportBuilder } from '@/components/reports/report-builder';
import { ReportsPage } from '@/components/reports/reports-page';
import { paramsOf, type SearchParams } from '@/components/ui/search-params';
import { type ReportSubject, readReportRequest } from '@/lib/reports/model';
import { listShared } from '@/lib/reports/shared-links';
import { listTemplates } from '@/lib/reports/templates';

export const dynamic = 'force-dynamic';
export const metadata: Metadata = { title: 'Reports' };

/** A report's contents to choose, where its address says of what; else all that is kept for reports. */
export default async function Page({ searchParams }: { searchParams: SearchParams }) {
  const params = await paramsOf(searchParams);
  const store = await pageStore();
  const templates = await listTemplates(store);
  const { request, problems } = readReportRequest(params);
  if (request === undefined)
    return (
      <ReportsPage
        templates={templates}
        shared={await listShared(store, Date.now())}
        removeTemplate={deleteTemplateAction}
        revoke={revokeSharedAction}
        problems={params.has('of') ? problems : []}
      />
    );
  return (
    <ReportBuilder
      first={request}
      of={subjectLabel(request.subject)}
      templates={templates.filter(({ kind }) => kind === request.subject.kind)}
      share={shareReportAction}
      saveTemplate={saveTemplateAction}
    />
  );
}

function subjectLabel(subject: ReportSubject): string {
  switch (subject.kind) {
    case 'run':
      return `Run ${subject.run}`;
    case 'compare':
      return `Comparison of runs ${subject.runs.join(', ')}`;
    case 'suite':
      return `Suite ${subject.suite}`;
    case 'capacity':
      return `Capacity${subject.target === undefined ? '' : ` of ${subject.target}`}`;
  }
}
