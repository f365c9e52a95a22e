import { notFound } from 'next/navigation';
import { CapacityReport } from '@/components/report/capacity-report';
import { CompareReport } from '@/components/report/compare-report';
import { RunReport } from '@/components/report/run-report';
import { SuiteReport } from '@/components/report/suite-report';
import type { ReportRequest } from '@/lib/plan/report-request';
import { getStore } from '@/lib/runs/get-store';
import { reportContent } from '@/lib/runs/report-content';

/** The report that is asked for; a 404 where what it is of does not exist. */
export async function ReportOf({ request }: { request: ReportRequest }) {
  const content = await reportContent(await getStore(), request);
  if (content === undefined) notFound();
  const frame = { request, logo: content.logo };
  switch (content.kind) {
    case 'run':
      return <RunReport {...frame} {...content} />;
    case 'compare':
      return <CompareReport {...frame} {...content} />;
    case 'suite':
      return <SuiteReport {...frame} suite={content.suite} />;
    case 'capacity':
      return <CapacityReport {...frame} page={content.page} />;
  }
}
