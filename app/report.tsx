import { notFound } from 'next/navigation';
import { CapacityReport } from '@/components/reports/capacity-report';
import { CompareReport } from '@/components/reports/compare-report';
import { RunReport } from '@/components/reports/run-report';
import { SuiteReport } from '@/components/reports/suite-report';
import { reportContent } from '@/lib/reports/content';
import type { ReportRequest } from '@/lib/reports/model';
import type { Store } from '@/lib/store/open-store';

/** The report that is asked for; a 404 where what it is of does not exist. */
export async function Report({ store, request }: { store: Store; request: ReportRequest }) {
  const content = await reportContent(store, request);
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
